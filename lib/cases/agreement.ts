import type { Finding } from '@/lib/audit/events'

export type Agreement = 'agrees' | 'overrides' | 'neither'

const machineSays = new Map<string | null, 'made' | 'real'>([
  ['Fake', 'made'],
  ['Likely fake', 'made'],
  ['Likely real', 'real'],
  ['Real', 'real'],
])

const personSays: Partial<Record<Finding, 'made' | 'real'>> = {
  synthetic: 'made',
  manipulated: 'made',
  authentic: 'real',
}

/**
 * Whether a person's finding is the machine's, or against it. Neither: one of the two does not decide. A cheap edit is a real
 * recording that misleads, which no label of the machine speaks of.
 */
export function agreementOf(label: string | null, finding: Finding): Agreement {
  const machine = machineSays.get(label)
  const person = personSays[finding]
  if (!machine || !person) return 'neither'
  return machine === person ? 'agrees' : 'overrides'
}
