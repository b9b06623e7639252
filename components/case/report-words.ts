import type { IntelligenceDescription } from '@/lib/detect/intelligence'

const headings: [key: Exclude<keyof IntelligenceDescription, 'digitally_altered'>, heading: string][] = [
  ['authenticity_analysis', 'Verdict and its grounds'],
  ['abnormalities', 'What stands out'],
  ['context', 'What the file says of its making'],
  ['context_and_setting', 'What the file says of its making'],
]

/** A report as headings and paragraphs, without the parts it does not have. `isElsewhere`: in a detector's own words. */
export function reportParts(
  description: IntelligenceDescription,
  isElsewhere = false,
): [heading: string, text: string][] {
  const parts = headings.flatMap(([key, heading]): [string, string][] => {
    const text = description[key]
    // Whatever that API put there: not only what the file says.
    const isContext = key === 'context' || key === 'context_and_setting'
    return text ? [[isElsewhere && isContext ? 'Context' : heading, text]] : []
  })
  const altered = description.digitally_altered
  return altered?.detected ? [...parts, [`Altered (${altered.confidence}%)`, altered.alterations]] : parts
}
