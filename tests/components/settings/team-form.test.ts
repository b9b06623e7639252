import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { TeamForm } from '@/components/settings/team-form'
import { fieldName, fieldWords } from '@/components/submit/field-words'
import { draftOf } from '@/components/submit/options-draft'
import { optionNames } from '@/components/submit/submit-options'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh() {} }) }))

const save = async () => ({ ok: true as const, data: null })
const shown = (change: Partial<Parameters<typeof TeamForm>[0]> = {}) =>
  renderToStaticMarkup(
    createElement(TeamForm, { name: 'Night desk', submitDefaults: {}, elsewhere: true, save, ...change }),
  )
const set = { submitDefaults: { modality: 'audio', maxVideoSecs: 90, language: 'pt' } } as const

test('every option of Submit is there, with what the team has set', () => {
  const html = shown({ submitDefaults: { intelligence: true, startRegion: 3, ...set.submitDefaults } })
  const { startRegion: _, endRegion: __, maxVideoSecs: ___, faceOnly: ____, ...named } = optionNames
  for (const label of [...Object.values(named), 'Analyse only a span', 'Limit how much of a video is analysed'])
    expect(html).toContain(label)
  expect(html).toContain('<option value="audio" selected="">Sound alone</option>')
  for (const [id, value] of [
    ['span-from', '3'],
    ['cap-seconds', '90'],
    ['option-language', 'pt'],
  ])
    expect(html).toMatch(new RegExp(`id="${id}"[^>]*value="${value}"|value="${value}"[^>]*id="${id}"`))
  // What is set here is the default itself.
  expect(html).not.toContain('Your team’s default')
})

test('what only a Detect API does is set only where one is used', () => {
  expect(shown({ elsewhere: false })).not.toContain('Look at faces only')
  expect(shown()).toContain('Look at faces only')
})

test('whoever may not change it reads it and cannot press anything', () => {
  const html = shown({ ...set, save: undefined })
  expect(html).toMatch(/<fieldset disabled=""[^>]*><legend[^>]*>What Submit begins with/)
  expect(html).toContain('Admins of the team can change this.')
  expect(html).not.toContain('type="submit"')
  expect(shown()).not.toMatch(/<fieldset disabled/)
})

test('what somebody else kept meanwhile is told field by field', () => {
  const draft = draftOf(set.submitDefaults)
  const told = (['modality', 'cap', 'seconds', 'to', 'visualize'] as const).map(
    (field) => `${fieldName(field)}: ${fieldWords(field, draft[field])}`,
  )
  expect(told).toEqual([
    'Of a video: Sound alone',
    'Limit how much of a video is analysed: on',
    'Seconds: 90',
    'To second: empty',
    'Draw maps: on',
  ])
})
