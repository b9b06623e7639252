import type { Finding } from '@/lib/audit/events'
import { agreementOf } from '@/lib/cases/agreement'
import { type Share, shareOf } from './wilson'

/** How often a label of the machine's met a finding of a person's. */
export interface Met {
  label: string | null
  finding: Finding
  n: number
}

/** What people made of the machine's word. */
export interface Agreed {
  agrees: number
  overrides: number
  /** One of the two did not decide. */
  neither: number
  /** Of those where both decided. */
  agreement: Share
}

/** Sums up what met. */
export function agreedIn(met: readonly Met[]): Agreed {
  const sums = { agrees: 0, overrides: 0, neither: 0 }
  for (const { label, finding, n } of met) sums[agreementOf(label, finding)] += n
  return { ...sums, agreement: shareOf(sums.agrees, sums.agrees + sums.overrides) }
}

/** How right a detector was by what people found. */
export interface Accuracy {
  /** Where both decided. */
  right: Share
  /** Of what people found made or manipulated, what the machine called so; and of what they found authentic. */
  made: Share
  real: Share
  /** Of all that people found authentic, what the machine called made: its false alarms. */
  falsely: Share
  /** Cases in which people decided and the machine did not. */
  undecided: number
}

/** Sums up what met: only findings that say made or real count. */
export function accuracyIn(met: readonly Met[]): Accuracy {
  const made = { right: 0, of: 0 }
  const real = { right: 0, of: 0 }
  let [undecided, authentic] = [0, 0]
  for (const { label, finding, n } of met) {
    const truth = sayOf(finding)
    if (!truth) continue
    if (truth === 'real') authentic += n
    const agreement = agreementOf(label, finding)
    if (agreement === 'neither') undecided += n
    else {
      const side = truth === 'made' ? made : real
      side.of += n
      if (agreement === 'agrees') side.right += n
    }
  }
  return {
    right: shareOf(made.right + real.right, made.of + real.of),
    made: shareOf(made.right, made.of),
    real: shareOf(real.right, real.of),
    falsely: shareOf(real.of - real.right, authentic),
    undecided,
  }
}

/** Whether a finding says that something was made or is real; null: neither. */
export function sayOf(finding: Finding): 'made' | 'real' | null {
  if (agreementOf('Fake', finding) === 'agrees') return 'made'
  return agreementOf('Real', finding) === 'agrees' ? 'real' : null
}
