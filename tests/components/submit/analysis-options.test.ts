import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AnalysisOptions } from '@/components/submit/analysis-options'
import { fieldsOf } from '@/components/submit/delivery'
import { draftOf, meantBy, optionsOf, startOf } from '@/components/submit/options-draft'
import { type ChosenOptions, usualOptions } from '@/components/submit/submission'
import { teamNote } from '@/components/submit/team-note'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { parsePortalFields } from '@/lib/http/portal-fields'
import { begunWith, type SubmitDefaults, usualStart } from '@/lib/teams/team-rules'

const draft = draftOf({})
const shown = (elsewhere: boolean, defaults: SubmitDefaults = {}) =>
  renderToStaticMarkup(createElement(AnalysisOptions, { defaults, elsewhere, onChange() {} }))

test('what is usual on the page is what is usual on the server', () => {
  const { zeroRetention: _, language: __, ...parameters } = usualOptions
  expect(parameters).toEqual(DetectionParameters.parse({}))
  expect({ ...optionsOf(draft, true), zeroRetention: false }).toEqual(usualOptions)
  expect(startOf(draft)).toEqual(usualStart)
})

test('every option that is chosen arrives, as fields of a file and as the parameters of an address', () => {
  const chosen: ChosenOptions = {
    ...{ visualize: false, intelligence: true, audioSourceTracing: true, useReverseSearch: true },
    ...{ modality: 'audio', frameLength: 4, faceOnly: true, useOodDetector: true, inferFromIntelligence: true },
    ...{ startRegion: 1.5, endRegion: 9, maxVideoSecs: 30, zeroRetention: true, language: 'pt-BR' },
  }
  const { zeroRetention, language, ...parameters } = chosen
  expect(parsePortalFields(fieldsOf(chosen))).toMatchObject({ zeroRetention, language, parameters })
  expect(DetectionParameters.parse(parameters)).toEqual(parameters)
})

test('what only a Detect API does is offered only where one is used', () => {
  for (const label of ['Of a video', 'Seconds judged together']) expect(shown(false)).toContain(label)
  const there = ['Look at faces only', 'Ask whether the sound is unusual']
  for (const label of there) expect(shown(false)).not.toContain(label)
  for (const label of there) expect(shown(true)).toContain(label)
})

test('a report that is not written changes no verdict, and sound alone has no faces', () => {
  const label = 'Let the report change the verdict'
  expect([shown(true), shown(true, { intelligence: true })].map((html) => html.includes(label))).toEqual([false, true])
  const ticked = { ...draft, faceOnly: true, inferFromIntelligence: true }
  expect(optionsOf(ticked, true)).toMatchObject({ faceOnly: true, inferFromIntelligence: false })
  expect(optionsOf({ ...ticked, intelligence: true, modality: 'audio' }, true)).toMatchObject({
    ...{ faceOnly: false, inferFromIntelligence: true, modality: 'audio' },
  })
})

const all: SubmitDefaults = {
  ...{ visualize: false, intelligence: true, audioSourceTracing: true, reverseSearch: true },
  ...{ modality: 'video', frameLength: 4, faceOnly: true, useOodDetector: true, inferFromIntelligence: true },
  ...{ startRegion: 1.5, endRegion: 9, maxVideoSecs: 30, language: 'pt-BR' },
}

test('the page begins with every option as the team has it, and sends it so where nobody changes it', () => {
  expect(startOf(draftOf(all))).toEqual(begunWith(all))
  const { reverseSearch, ...others } = all
  expect(optionsOf(draftOf(all), true)).toEqual({ ...others, useReverseSearch: reverseSearch })
})

test('what only a Detect API does is asked for nowhere else, also where it is the team’s default', () => {
  expect(optionsOf(draftOf(all), false)).toMatchObject({
    ...{ faceOnly: false, useOodDetector: false, inferFromIntelligence: false },
    ...{ intelligence: true, modality: 'video' },
  })
})

test('the page says of each option that it is the team’s default, or what that is', () => {
  expect(shown(true)).not.toContain('Your team’s default')
  expect(shown(true, all).match(/Your team’s default\./g)).toHaveLength(12)
  expect(shown(false, all).match(/Your team’s default\./g)).toHaveLength(9)
  expect(shown(false, { modality: 'audio' })).toMatch(
    /id="option-modality-team"[^>]*>Your team’s default\..*aria-describedby="option-modality-hint option-modality-team"/,
  )
})

test('what differs from it says what the team has', () => {
  const note = teamNote(draft, draftOf(all))
  const says = [note('visualize'), note('modality'), note('frameLength'), note('language'), note('cap', 'seconds')]
  expect(says).toEqual([
    'Your team’s default: off.',
    'Your team’s default: Picture alone.',
    'Your team’s default: 4 seconds.',
    'Your team’s default: pt-BR.',
    'Your team’s default: 30 seconds.',
  ])
  expect(note('span', 'from', 'to')).toBe('Your team’s default: from 1.5 to 9 seconds.')
  expect(teamNote(draftOf({ visualize: false }), draftOf({}))('visualize')).toBeNull()
})

test('a default that stands for no span is none, and numbers are what they mean', () => {
  expect(optionsOf(draftOf({ startRegion: 0 }), false)).not.toHaveProperty('fault')
  const typed = { ...draft, cap: true, seconds: '060', language: ' en ' }
  expect(meantBy(typed)).toMatchObject({ seconds: 60, language: 'en', from: '' })
  expect(meantBy(draftOf({ maxVideoSecs: 60, language: 'en' }))).toEqual(meantBy(typed))
})

test('each option says what it costs in privacy', () => {
  const html = shown(true, { intelligence: true })
  for (const says of [
    'deleted with the media',
    'under zero retention',
    'Docket cannot tell',
    'kept whole all the same',
  ])
    expect(html).toContain(says)
  const hints = html.match(/id="option-[^"]+-hint"[^>]*>[^<]*/g) ?? []
  expect(hints).toHaveLength(12)
  const told = /delet|kept|keep|stays|zero retention|outside/
  // Those of the Detect API share one sentence above them.
  expect(hints.filter((hint) => !told.test(hint)).map((hint) => /"(.*?)-hint/.exec(hint)?.[1])).toEqual([
    'option-faceOnly',
    'option-inferFromIntelligence',
  ])
  expect(html).toContain('send it nothing more than is sent anyway')
})
