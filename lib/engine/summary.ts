import type { Label } from './analysis'
import type { Evidence } from './evidence'

/** The verdict in one or two plain sentences that name what decided it. */
export function summarise(label: Label, evidence: Evidence[]): string {
  const hits = evidence.filter((item) => item.status === 'hit')
  const strong = hits.filter((item) => item.strong)
  const fake = strong.filter((item) => item.points === 'synthetic' || item.points === 'manipulated')
  const authentic = strong.filter((item) => item.points === 'authentic')
  const [decisive] = fake
  const [reassuring] = authentic
  if (label === 'Fake' && decisive) return `${lead(decisive)} ${decisive.explain}`
  if (label === 'Real' && reassuring) return `This media is vouched for. ${reassuring.explain}`
  if (decisive && reassuring) {
    return `The evidence contradicts itself: “${decisive.title}” against “${reassuring.title}”. A person has to weigh it.`
  }
  if (decisive) return `Points to a fake, but not enough to call it one. ${decisive.explain}`
  const edited = hits.filter((item) => item.points === 'manipulated')
  const [firstEdit] = edited
  if (firstEdit) return `Signs of editing. ${firstEdit.explain} That alone does not make it a fake.`
  const [synthetic] = hits.filter((item) => item.points === 'synthetic')
  if (synthetic) return `Weak signs of synthesis, not enough to decide. ${synthetic.explain}`
  const [real] = hits.filter((item) => item.points === 'authentic')
  if (real) return `Weak signs that it is authentic, not enough to decide. ${real.explain}`
  return 'Nothing was found that decides, which says neither that it is real nor that it is fake.'
}

/** That scores do not begin at even odds, for a summary. `prior`: log-odds. */
export function describePrior(prior: number): string {
  const percent = Number((100 / (1 + Math.exp(-prior))).toPrecision(3))
  return `Scores here begin at ${percent} %, the share of fakes that this server’s administrator expects.`
}

function lead(decisive: Evidence): string {
  switch (decisive.family) {
    case 'provenance':
    case 'metadata':
      return decisive.points === 'manipulated'
        ? 'The file itself declares AI-made parts.'
        : 'The file itself declares that it was made by AI.'
    case 'match':
      return 'This media matches media that is known as a fake.'
    case 'edit':
      return 'The media was edited.'
    case 'signal':
    case 'model':
      return 'A detector fired at its evaluated threshold.'
  }
}
