import type { CaseDetection } from '@/lib/cases/read-case'
import { asLabel, percent, toneOf } from './verdict-words'

/** What is said of a run without its evidence. */
export type Opinion = Pick<
  CaseDetection,
  'detector' | 'secondOpinion' | 'status' | 'label' | 'score' | 'stage' | 'errorMessage' | 'remote'
>

/** Who judged, as a heading: "Built-in engine", "Detect API at detect.example.org". */
export function judgeName({ detector, remote }: Pick<Opinion, 'detector' | 'remote'>): string {
  if (detector === 'builtin') return 'Built-in engine'
  return remote?.apiHost ? `Detect API at ${remote.apiHost}` : 'Detect API'
}

/** The same within a sentence: "the built-in engine", "detect.example.org". */
export function judgeWords({ detector, remote }: Pick<Opinion, 'detector' | 'remote'>): string {
  if (detector === 'builtin') return 'the built-in engine'
  return remote?.apiHost ?? 'the Detect API'
}

/** The newest round of a case's runs: the one that decides, and its second opinion where there is one. */
export function opinionsOf<Run extends { createdAt: Date; secondOpinion: boolean }>(
  runs: Run[],
): { deciding: Run | undefined; second: Run | undefined } {
  const began = runs[0]?.createdAt.getTime()
  const round = runs.filter(({ createdAt }) => createdAt.getTime() === began)
  return {
    deciding: round.find(({ secondOpinion }) => !secondOpinion),
    second: round.find(({ secondOpinion }) => secondOpinion),
  }
}

/** What is said to admins of a run that failed elsewhere; null where nothing is, and for whoever is no admin. */
export function toldToAdmins(runs: (Pick<Opinion, 'status' | 'remote'> | undefined)[]): string | null {
  const failed = runs.filter((run) => run?.status === 'failed')
  return failed.map((run) => run?.remote?.troubleForAdmin).find((says) => says) ?? null
}

/** What a run that is under way waits for, in a sentence. */
export function waitingWords(run: Pick<Opinion, 'detector' | 'remote' | 'stage'>): string {
  const { detector, remote, stage } = run
  if (remote?.trouble) return remote.trouble
  if (stage) return stage
  if (detector === 'builtin' || !remote) return 'Waiting for its turn'
  const api = judgeWords(run)
  switch (remote.state) {
    case 'queued':
      return 'Waiting to be sent to the Detect API'
    case 'sending':
      return `Being sent to ${api}`
    case 'sent':
      return `Being analysed by ${api}`
    case 'ended':
      return `The answer of ${api} is being kept`
    default:
      return remote.state satisfies never
  }
}

/** A run's state in a word or two. */
export function statusWord({ status, remote }: Pick<Opinion, 'status' | 'remote'>): string {
  if (status !== 'processing') return status === 'completed' ? 'Completed' : 'Failed'
  return remote?.trouble ? 'Held up' : 'Running'
}

/** What is to be known of the media that a detector judged; null where it judged the copy kept here. */
export function judgedMediaWords({ remote }: Pick<Opinion, 'remote'>): string | null {
  if (!remote?.fetchedItself) return null
  return 'The detector fetched the media from its address itself; what it analysed may differ from the copy kept here.'
}

/** How two opinions stand to each other, in a sentence. They are never made into one number. */
export function differenceSentence(deciding: Opinion, second: Opinion): string {
  const [one, other] = [verdictOf(deciding), verdictOf(second)]
  const [first, beside] = [judgeWords(deciding), judgeWords(second)]
  if (!one && !other) return 'Neither has given a verdict yet.'
  if (!one || !other) {
    const [said, missing] = one ? [first, second] : [beside, deciding]
    const why = missing.status === 'failed' ? 'has none, because its analysis failed' : 'has not given its own yet'
    return `Only ${said} has given a verdict; ${judgeWords(missing)} ${why}.`
  }
  const verdicts = `${first} says ${one.says}, ${beside} ${other.says}`
  if (one.tone === other.tone) {
    const way = { fake: 'Both point to fake', uncertain: 'Neither decides', real: 'Both point to real' }[one.tone]
    return `${way}: ${verdicts}.`
  }
  if (one.tone === 'uncertain' || other.tone === 'uncertain') {
    const undecided = one.tone === 'uncertain' ? first : beside
    return `They differ: ${verdicts}. That ${undecided} does not decide is no sign against the other.`
  }
  return `They contradict each other: ${verdicts}. Look at the evidence of both before you decide.`
}

function verdictOf({ status, label: text, score }: Opinion) {
  const label = status === 'completed' ? asLabel(text) : null
  if (!label) return null
  return { tone: toneOf(label), says: score === null ? label : `${label} (${percent(score)})` }
}
