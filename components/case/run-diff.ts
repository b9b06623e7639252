import type { CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import { directionNames, statusNames } from './evidence-words'
import { judgeName } from './opinion-words'
import { parameterRows } from './run-words'
import { percent } from './verdict-words'

/** A completed run as it is compared with another: names with their values, all of them text. */
export interface ComparedRun {
  id: string
  /** Who judged. */
  name: string
  at: Date
  verdict: [name: string, value: string][]
  parameters: [name: string, value: string][]
  doubts: string[]
  evidence: [name: string, value: string][]
}

/** One thing that differs; null: only the other run has it. */
export interface DiffRow {
  name: string
  before: string | null
  after: string | null
}

export interface RunDiff {
  /** What changed, in a sentence or two. */
  reading: string
  parts: { title: string; rows: DiffRow[] }[]
}

type Run = Pick<CaseDetection, 'id' | 'detector' | 'remote' | 'createdAt' | 'label' | 'score' | 'parameters'> & {
  result: Pick<NonNullable<CaseDetection['result']>, 'verdict' | 'doubts' | 'coverage'> | null
  evidence: Pick<CaseEvidence, 'title' | 'status' | 'points' | 'llr' | 'strong' | 'explain'>[]
}

/** What of a run is set against another. */
export function comparedRun(run: Run): ComparedRun {
  const { result, label, score } = run
  const verdict: [string, string | null][] = [
    ['Judged by', judgeName(run)],
    ['Label', label],
    ['Score', score === null ? null : scoreWords(score)],
    ['Synthetic', result && scoreWords(result.verdict.synthetic)],
    ['Manipulated', result && scoreWords(result.verdict.manipulated)],
    ['Coverage', result?.coverage ?? null],
  ]
  return {
    id: run.id,
    name: judgeName(run),
    at: run.createdAt,
    verdict: verdict.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]])),
    parameters: parameterRows(run.parameters),
    doubts: result?.doubts.map(({ says }) => says) ?? [],
    evidence: numbered(run.evidence.map((piece) => [piece.title, evidenceWords(piece)])),
  }
}

/** What changed from one run to another: verdict, parameters, evidence, reasons to doubt. */
export function diffRuns(before: ComparedRun, after: ComparedRun): RunDiff {
  const verdict = changedRows(before.verdict, after.verdict)
  const parameters = changedRows(before.parameters, after.parameters)
  const evidence = changedRows(before.evidence, after.evidence)
  const doubts = changedRows(
    before.doubts.map((says) => [says, 'Said']),
    after.doubts.map((says) => [says, 'Said']),
  )
  const parts = [
    { title: 'Verdict', rows: verdict },
    { title: 'Parameters', rows: parameters },
    { title: 'Evidence', rows: evidence },
    { title: 'Reasons to doubt', rows: doubts },
  ].filter(({ rows }) => rows.length > 0)
  return { reading: readingOf({ verdict, parameters, evidence, doubts }), parts }
}

/** The two runs to set against each other first: the one in view, and the last one before it of the same detector. */
export function firstPair(runs: ComparedRun[], shownId: string | undefined): [before: string, after: string] | null {
  const after = runs.find(({ id }) => id === shownId) ?? runs[0]
  if (!after) return null
  const others = runs.filter(({ id }) => id !== after.id)
  const earlier = others.filter(({ at }) => at.getTime() <= after.at.getTime())
  const before = earlier.find(({ name }) => name === after.name) ?? earlier[0] ?? others[0]
  if (!before) return null
  return before.at.getTime() <= after.at.getTime() ? [before.id, after.id] : [after.id, before.id]
}

function changedRows(before: [string, string][], after: [string, string][]): DiffRow[] {
  const [was, is] = [new Map(before), new Map(after)]
  const names = new Set([...is.keys(), ...was.keys()])
  return [...names]
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((row) => row.before !== row.after)
}

/** Names that stand more than once get a number, so that each has its partner. */
function numbered(rows: [name: string, value: string][]): [name: string, value: string][] {
  const seen = new Map<string, number>()
  return rows.map(([name, value]) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return [times === 1 ? name : `${name} (${times})`, value]
  })
}

function evidenceWords({ status, points, llr, strong, explain }: Run['evidence'][number]): string {
  const found = status === 'hit' ? `, ${directionNames[points].toLowerCase()}` : ''
  const moves = llr === 0 ? '' : ` (${llr > 0 ? '+' : '−'}${Math.abs(llr).toFixed(2)})`
  return `${statusNames[status].name}${found}${moves}${strong ? '; may decide the label' : ''}. ${explain}`
}

function scoreWords(score: number): string {
  return `${percent(score)} (${score.toFixed(3)})`
}

function readingOf(changed: Record<'verdict' | 'parameters' | 'evidence' | 'doubts', DiffRow[]>): string {
  const said = (name: string) => {
    const row = changed.verdict.find((one) => one.name === name)
    return row?.before != null && row.after != null
      ? `the ${name.toLowerCase()} went from ${row.before} to ${row.after}`
      : null
  }
  const verdict = [said('Label'), said('Score')].filter(Boolean).join(' and ')
  const counted = [
    countWords(changed.parameters.length, 'parameter'),
    countWords(changed.evidence.length, 'piece of evidence', 'pieces of evidence'),
    countWords(changed.doubts.length, 'reason to doubt', 'reasons to doubt'),
  ].filter((part) => part !== null)
  const first = verdict ? capital(verdict) : 'Label and score are the same'
  if (counted.length === 0 && changed.verdict.length === 0) return 'Both runs came to the same in every respect.'
  if (counted.length === 0) return `${first}; parameters and evidence are the same.`
  const last = counted.at(-1)
  const listed = counted.length > 1 ? `${counted.slice(0, -1).join(', ')} and ${last}` : last
  return `${first}; ${listed} ${counted.length === 1 && counted[0]?.startsWith('1 ') ? 'differs' : 'differ'}.`
}

function countWords(count: number, one: string, many = `${one}s`): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
