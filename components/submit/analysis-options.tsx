'use client'

import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { languageCode } from '@/lib/detect/request-parameters'
import { begunWith, type SubmitDefaults } from '@/lib/teams/team-rules'
import { Option, Seconds } from './analysis-option'
import { type ElsewhereDraft, ElsewhereOptions } from './elsewhere-options'
import { type ChosenOptions, usualOptions } from './submission'
import { submitOptions } from './submit-options'
import { type TrackDraft, TrackOptions } from './track-options'

type Draft = Record<keyof SubmitDefaults, boolean> &
  TrackDraft &
  ElsewhereDraft & {
    span: boolean
    from: string
    to: string
    cap: boolean
    seconds: string
    language: string
  }

const untouched = {
  ...{ modality: 'all' as const, frameLength: 2, faceOnly: false, useOodDetector: false, inferFromIntelligence: false },
  ...{ span: false, from: '0', to: '', cap: false, seconds: '60' },
  language: '',
}

interface AnalysisOptionsProps {
  /** What the team begins with. */
  defaults: SubmitDefaults
  /** Whether a Detect API elsewhere is the team's detector, or one of two. */
  elsewhere: boolean
  /** The chosen options, or the sentence that says why they cannot be used. */
  onChange(chosen: AnalysisChoice | { fault: string }): void
}

/** What is chosen here: all but whether it may be kept. */
export type AnalysisChoice = Omit<ChosenOptions, 'zeroRetention'>

/** How what is handed in next shall be analysed. */
export function AnalysisOptions({ defaults, elsewhere, onChange }: AnalysisOptionsProps) {
  const [draft, setDraft] = useState<Draft>({ ...begunWith(defaults), ...untouched })
  const chosen = optionsOf(draft)
  const fault = 'fault' in chosen ? chosen.fault : undefined
  const change = (to: Partial<Draft>) => {
    const next = { ...draft, ...to }
    setDraft(next)
    onChange(optionsOf(next))
  }
  const faultProps = fault ? { 'aria-invalid': true, 'aria-describedby': 'options-fault' } : {}
  return (
    <div className="grid gap-4">
      {submitOptions.map(({ name, label, hint }) => (
        <Option
          key={name}
          id={`option-${name}`}
          checked={draft[name]}
          onChange={(to) => change({ [name]: to })}
          label={label}
          hint={hint}
        />
      ))}
      <TrackOptions draft={draft} onChange={change} />
      <Option
        id="option-span"
        checked={draft.span}
        onChange={(span) => change({ span })}
        label="Analyse only a span"
        hint="Sound and video: the rest is not looked at."
      >
        {draft.span ? (
          <div className="flex flex-wrap items-center gap-2 text-sm">
            <Label htmlFor="span-from" className="font-normal">
              From second
            </Label>
            <Seconds id="span-from" value={draft.from} onChange={(from) => change({ from })} {...faultProps} />
            <Label htmlFor="span-to" className="font-normal">
              to <span className="sr-only">second</span>
            </Label>
            <Seconds id="span-to" value={draft.to} onChange={(to) => change({ to })} {...faultProps} />
          </div>
        ) : null}
      </Option>
      <Option
        id="option-cap"
        checked={draft.cap}
        onChange={(cap) => change({ cap })}
        label="Limit how much of a video is analysed"
        hint="Quicker for long ones; what comes later is not looked at."
      >
        {draft.cap ? (
          <div className="flex items-center gap-2 text-sm">
            <Label htmlFor="cap-seconds" className="font-normal">
              Seconds
            </Label>
            <Seconds
              id="cap-seconds"
              value={draft.seconds}
              onChange={(seconds) => change({ seconds })}
              {...faultProps}
            />
          </div>
        ) : null}
      </Option>
      {elsewhere ? (
        <ElsewhereOptions
          draft={draft}
          given={{ report: draft.intelligence, picture: draft.modality !== 'audio' }}
          onChange={change}
        />
      ) : null}
      <div className="grid gap-1">
        <Label htmlFor="option-language">Language</Label>
        <p id="option-language-hint" className="text-[0.8125rem] text-muted-foreground">
          A code such as en or pt-BR, where you know it: rules can send it to people who do.
        </p>
        <Input
          id="option-language"
          autoComplete="off"
          spellCheck={false}
          value={draft.language}
          onChange={(event) => change({ language: event.target.value })}
          aria-describedby={fault ? 'option-language-hint options-fault' : 'option-language-hint'}
          aria-invalid={fault ? true : undefined}
          className="h-8 w-28"
        />
      </div>
      <p id="options-fault" role="status" className="text-[0.8125rem] font-medium text-destructive empty:hidden">
        {fault}
      </p>
    </div>
  )
}

/** How what is handed in is analysed where nobody changes anything on the page. */
export function choiceOf(defaults: SubmitDefaults): AnalysisChoice {
  const { reverseSearch, ...asked } = begunWith(defaults)
  return { ...usualOptions, ...asked, useReverseSearch: reverseSearch }
}

/** The options as they are sent, or the sentence that says why they cannot be used. */
export function optionsOf(draft: Draft): AnalysisChoice | { fault: string } {
  const from = draft.span ? number(draft.from || '0') : null
  const to = draft.span && draft.to.trim() !== '' ? number(draft.to) : null
  const seconds = draft.cap ? number(draft.seconds) : null
  if ([from, to].some((one) => one !== null && !(one >= 0))) return { fault: 'Give the span in seconds, such as 12.5.' }
  if (from !== null && to !== null && to <= from) return { fault: 'The span has to end after it begins.' }
  if (draft.span && to === null && from === 0) return { fault: 'Say where the span begins or ends.' }
  if (seconds !== null && !(Number.isInteger(seconds) && seconds >= 1))
    return { fault: 'Give whole seconds, at least 1.' }
  const language = draft.language.trim() || null
  if (language && !languageCode.test(language)) return { fault: 'Give the language as a code, such as en or pt-BR.' }
  const { visualize, intelligence, audioSourceTracing, reverseSearch, modality, frameLength, useOodDetector } = draft
  const asked = { visualize, intelligence, audioSourceTracing, useReverseSearch: reverseSearch, modality, frameLength }
  // What is not shown any more is not asked for, however it was ticked before.
  const faceOnly = draft.faceOnly && modality !== 'audio'
  const inferFromIntelligence = draft.inferFromIntelligence && intelligence
  return {
    ...asked,
    faceOnly,
    inferFromIntelligence,
    useOodDetector,
    startRegion: from,
    endRegion: to,
    maxVideoSecs: seconds,
    language,
  }
}

function number(text: string): number {
  const trimmed = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN
}
