import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AnalysisOptions, choiceOf, optionsOf } from '@/components/submit/analysis-options'
import { fieldsOf } from '@/components/submit/delivery'
import { type ChosenOptions, usualOptions } from '@/components/submit/submission'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { parsePortalFields } from '@/lib/http/portal-fields'

const draft = {
  ...{ visualize: true, intelligence: false, audioSourceTracing: false, reverseSearch: false },
  ...{ modality: 'all' as const, frameLength: 2, faceOnly: false, useOodDetector: false, inferFromIntelligence: false },
  ...{ span: false, from: '0', to: '', cap: false, seconds: '60', language: '' },
}
const shown = (elsewhere: boolean, intelligence = false) =>
  renderToStaticMarkup(createElement(AnalysisOptions, { defaults: { intelligence }, elsewhere, onChange() {} }))

test('what is usual on the page is what is usual on the server', () => {
  const { zeroRetention: _, language: __, ...parameters } = usualOptions
  expect(parameters).toEqual(DetectionParameters.parse({}))
  expect({ ...optionsOf(draft), zeroRetention: false }).toEqual(choiceOf({}))
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
  expect([shown(true), shown(true, true)].map((html) => html.includes(label))).toEqual([false, true])
  const ticked = { ...draft, faceOnly: true, inferFromIntelligence: true }
  expect(optionsOf(ticked)).toMatchObject({ faceOnly: true, inferFromIntelligence: false })
  expect(optionsOf({ ...ticked, intelligence: true, modality: 'audio' })).toMatchObject({
    ...{ faceOnly: false, inferFromIntelligence: true, modality: 'audio' },
  })
})
