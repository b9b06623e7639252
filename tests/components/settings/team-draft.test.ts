import { expect, test } from 'vitest'
import { teamDraftOf } from '@/components/settings/team-draft'
import { draftOf } from '@/components/submit/options-draft'
import { begunWith, SubmitDefaults } from '@/lib/teams/team-rules'

test('the fields of the form are the name and the options, and nothing that the server knows no option of', () => {
  const defaults = { visualize: true, startRegion: 12.5, language: 'pt-BR' }
  const wanted = teamDraftOf({ name: ' Night desk ', ...draftOf(defaults) })
  expect(wanted).toEqual({ name: 'Night desk', submitDefaults: begunWith(defaults) })
  if ('fault' in wanted) throw new Error(wanted.fault)
  expect(SubmitDefaults.parse(wanted.submitDefaults)).toEqual(wanted.submitDefaults)
})

test('an option that cannot be used is a sentence', () => {
  const draft = { name: 'Night desk', ...draftOf({}), language: 'Portuguese' }
  expect(teamDraftOf(draft)).toEqual({ fault: 'Give the language as a code, such as en or pt-BR.' })
})
