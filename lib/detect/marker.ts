import { extensionOf, formatOfName } from '@/lib/media/formats'

/**
 * How a detection's file is called at another Detect API: nobody's name, unique, and what a submission is found by whose
 * answer was lost. `filename` tells the extension; null: not known yet.
 */
export function markerOf(detectionId: string, filename: string | null): string {
  const extension = filename !== null && formatOfName(filename) ? extensionOf(filename) : 'bin'
  return `docket-${detectionId.replaceAll('-', '')}.${extension}`
}

/** Whether a name that another Detect API tells is our marker: services change its end, and put things of their own in front. */
export function isMarked(filename: string | null, marker: string): boolean {
  return filename?.toLowerCase().includes(marker.toLowerCase().replace(/\.[^.]*$/, '')) ?? false
}
