import type { PolicyRules } from './policy-rules'

/** How each way of asking for a second pair of eyes is called. */
export const fourEyesNames: Record<PolicyRules['fourEyes'], { name: string; means: string }> = {
  never: { name: 'Never', means: 'A decision counts once its grace window is over.' },
  always: { name: 'Always', means: 'Somebody else decides every case again before it counts.' },
  against_machine: {
    name: 'Against the machine',
    means: 'When a person finds media real that the machine called fake, or the other way round.',
  },
  sample: { name: 'A sample', means: 'A share of decisions, drawn at random.' },
}

/** A version's rules as sentences, each under a name of its own, so that two versions can be compared. */
export function ruleWords(rules: PolicyRules): { name: string; says: string }[] {
  const { fourEyes, sampleShare, reasonLength, exhibitRequired, actions } = rules
  return [
    {
      name: 'Second pair of eyes',
      says:
        fourEyes === 'sample'
          ? `For ${percent(sampleShare)} of decisions, drawn at random`
          : fourEyesNames[fourEyes].name,
    },
    { name: 'Reason', says: reasonLength === 1 ? 'Asked for' : `${reasonLength} characters at least` },
    { name: 'Exhibits', says: exhibitRequired ? 'A decision cites one at least' : 'As the person sees fit' },
    {
      name: 'Actions',
      says: actions.length === 0 ? 'None' : actions.map(({ code, label }) => `${label} (${code})`).join(', '),
    },
  ]
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`
}
