import { extensionOf, formatOfName } from '@/lib/media/formats'

/**
 * How a detection's file is called at another Detect API: nobody's name, unique, and what a submission is found by whose
 * answer was lost. `filename` tells the extension; null: not known yet.
 */
export function markerOf(detectionId: string, filename: string | null): string {
  const extension = filename !== null && formatOfName(filename) ? extensionOf(filename) : 'bin'
  return `docket-${detectionId.replaceAll('-', '')}.${extension}`
}
