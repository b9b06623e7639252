import { Info } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import type { Verdict } from '@/lib/engine/analysis'
import { bannerOf } from '@/lib/engine/banner'
import { Disclosure } from './disclosure'
import { DoubtList } from './doubt-list'
import type { ShownDoubt } from './doubts'
import { judgeWords } from './opinion-words'
import { Opinions } from './opinions'
import { Panel } from './panel'
import { VerdictFeedback } from './verdict-feedback'
import { toneClasses, VerdictIcon } from './verdict-mark'
import { percent, scoreSentence, toneOf } from './verdict-words'

interface VerdictPanelProps {
  run: CaseDetection
  /** Both runs, where a second detector was asked too. */
  opinions: { deciding: CaseDetection; second: CaseDetection; tellsWaiting: boolean } | null
  /** Whether the built-in engine is the only one that has judged. */
  alone: boolean
  /** Where a run's evidence is shown, by its id. */
  hrefs: Record<string, string>
  /** Reasons to doubt its score. */
  doubts: ShownDoubt[]
  /** Whether what the verdict rests on is folded away, so that the decision stands within sight. */
  folded?: boolean
}

/** A detector's verdict: label, number, what decided it, reasons to doubt it, and what was not checked. */
export function VerdictPanel({ run, opinions, alone, hrefs, doubts, folded = false }: VerdictPanelProps) {
  if (!run.result) return null
  const { verdict, coverage } = run.result
  const tone = toneClasses[toneOf(verdict.label)]
  return (
    <Panel id="verdict" title={`Verdict of ${run.detector === 'builtin' ? 'the engine' : judgeWords(run)}`}>
      <div className="grid gap-4">
        {opinions && <Opinions {...opinions} shownId={run.id} hrefs={hrefs} />}
        <div className={cn('grid gap-1 rounded-md px-3.5 py-3', tone.soft)}>
          <p className={cn('flex items-center justify-between gap-3', tone.text)}>
            <span className="flex items-center gap-2 text-lg leading-6 font-semibold">
              <VerdictIcon label={verdict.label} className="size-5" />
              {verdict.label}
            </span>
            <span className="text-2xl leading-7 font-semibold tabular-nums">{percent(verdict.score)}</span>
          </p>
          <p className="text-sm">{verdict.summary}</p>
        </div>
        <DoubtList doubts={doubts} />
        <Disclosure summary="What it rests on" open={!folded}>
          <div className="grid gap-4">
            {run.detector === 'builtin' ? <Scores verdict={verdict} /> : <ScoreWords run={run} score={verdict.score} />}
            <Deciding evidence={run.evidence} said={verdict.summary} />
          </div>
        </Disclosure>
        <p className="text-sm">
          <span className="font-medium">Coverage: </span>
          {coverage}
        </p>
        <VerdictFeedback feedback={run.feedback} />
        {alone && (
          <p className="flex gap-2 rounded-md bg-info-soft px-3 py-2.5 text-[0.8125rem] leading-5 text-info">
            <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{bannerOf(run.evidence)}</span>
          </p>
        )}
      </div>
    </Panel>
  )
}

/** Another API tells one number, and not what it starts from. */
function ScoreWords({ run, score }: { run: CaseDetection; score: number }) {
  return <p className="text-[0.8125rem] leading-5 text-muted-foreground">{scoreSentence(score, judgeWords(run))}</p>
}

function Scores({ verdict }: { verdict: Verdict }) {
  const rows = [
    { name: 'Synthetic', score: verdict.synthetic },
    { name: 'Manipulated', score: verdict.manipulated },
  ]
  return (
    <div className="grid gap-2">
      <dl className="grid gap-1.5">
        {rows.map(({ name, score }) => (
          <div key={name} className="grid grid-cols-[6.5rem_1fr_4.5rem] items-center gap-2 text-sm">
            <dt>{name}</dt>
            <dd aria-hidden className="relative h-2 overflow-hidden rounded-full bg-secondary">
              <span style={{ width: `${score * 100}%` }} className="absolute inset-y-0 left-0 bg-muted-foreground" />
            </dd>
            <dd className="text-right tabular-nums">{percent(score)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-[0.8125rem] leading-5 text-muted-foreground">
        {scoreSentence(verdict.score)} Where nothing is found it stays where it began.
      </p>
    </div>
  )
}

/** `said`: what stands above already, and is not said again. */
function Deciding({ evidence, said }: { evidence: CaseEvidence[]; said: string }) {
  const moved = evidence
    .filter(({ status, llr, strong }) => status === 'hit' && (llr !== 0 || strong))
    .toSorted((a, b) => Number(b.strong) - Number(a.strong) || Math.abs(b.llr) - Math.abs(a.llr))
  return (
    <div className="grid gap-1.5 text-sm">
      <h3 className="font-medium">What decided it</h3>
      {moved.length === 0 ? (
        <p className="text-muted-foreground">Nothing that was found moves the score either way.</p>
      ) : (
        <ul className="grid gap-1.5">
          {moved.map(({ id, title, explain }) => (
            <li key={id}>
              <a href={`#evidence-${id}`} className="font-medium text-primary underline underline-offset-4">
                {title}
              </a>
              {!said.includes(explain) && `: ${explain}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
