import { expect, test } from 'vitest'
import { addressMeant, mergeDraft } from '@/components/settings/merge-draft'

const base = { blur: false, limit: '90', window: { amount: '24', unit: 'hours' } }

test('what was changed here stays, and everything else follows what somebody else has saved', () => {
  const draft = { ...base, limit: '120' }
  expect(mergeDraft({ base, draft, saved: { ...base, blur: true } })).toEqual({
    draft: { ...base, limit: '120', blur: true },
    clashes: [],
  })
})

test('what both changed is told, and what was entered is not taken away', () => {
  const draft = { ...base, limit: '120', window: { amount: '2', unit: 'hours' } }
  const saved = { ...base, limit: '30', window: { amount: '7', unit: 'days' } }
  expect(mergeDraft({ base, draft, saved })).toEqual({ draft, clashes: ['limit', 'window'] })
})

test('one’s own save clashes with nothing, and what is the same on both sides neither', () => {
  const draft = { ...base, limit: '120', blur: true }
  expect(mergeDraft({ base, draft, saved: { ...draft } })).toEqual({ draft, clashes: [] })
  expect(mergeDraft({ base, draft: base, saved: base })).toEqual({ draft: base, clashes: [] })
})

test('one’s own save comes back in other words and is nobody else’s; what follows it later still follows', () => {
  const minutes = { hours: 60, minutes: 1, days: 1440 }
  const meaning = ({ blur, limit, window }: typeof base) => ({
    blur,
    limit: Number(limit.trim()),
    window: Number(window.amount) * minutes[window.unit as keyof typeof minutes],
  })
  const draft = { ...base, limit: ' 120 ', window: { amount: '120', unit: 'minutes' } }
  const saved = { ...base, limit: '120', window: { amount: '2', unit: 'hours' } }
  expect(mergeDraft({ base, draft, saved })).toMatchObject({ clashes: ['limit', 'window'] })
  expect(mergeDraft({ base, draft, saved, meaning })).toEqual({ draft, clashes: [] })
  const theirs = { ...saved, window: { amount: '7', unit: 'days' } }
  expect(mergeDraft({ base: saved, draft, saved: theirs, meaning })).toEqual({ draft: theirs, clashes: [] })
})

test('an address is the same as the server keeps it', () => {
  expect(addressMeant(' https://Example.org ')).toBe('https://example.org/')
  expect(addressMeant('no address')).toBe('no address')
  const url = { base: { url: '' }, draft: { url: 'https://Example.org' }, saved: { url: 'https://example.org/' } }
  expect(mergeDraft({ ...url, meaning: (one) => ({ url: addressMeant(one.url) }) }).clashes).toEqual([])
})

test('what is no number is not taken for nothing', () => {
  const typed = { base: { limit: '' }, draft: { limit: 'abc' }, saved: { limit: '30' } }
  const meaning = ({ limit }: { limit: string }) => ({ limit: limit === '' ? null : Number(limit) })
  expect(mergeDraft({ ...typed, meaning })).toEqual({ draft: { limit: 'abc' }, clashes: ['limit'] })
})
