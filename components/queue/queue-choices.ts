import type { Label } from '@/lib/engine/analysis'

/** How the cases of a part are shown. */
export const queueModes = ['list', 'grid'] as const
export type QueueMode = (typeof queueModes)[number]

/** Where cases come from. */
export const sources = ['upload', 'url', 'api', 'sample'] as const

/** The five labels as addresses spell them. */
export const labelSlugs: { label: Label; slug: string }[] = [
  { label: 'Fake', slug: 'fake' },
  { label: 'Likely fake', slug: 'likely-fake' },
  { label: 'Neutral/Uncertain', slug: 'uncertain' },
  { label: 'Likely real', slug: 'likely-real' },
  { label: 'Real', slug: 'real' },
]

/** A label as addresses spell it. */
export function slugOf(label: Label): string {
  return labelSlugs.find((one) => one.label === label)?.slug ?? ''
}
