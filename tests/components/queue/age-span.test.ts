import { expect, it } from 'vitest'
import { ageEdges, ageFaults, ageSlug, ageSpanWords, parseAgeSpan, spanOfBand } from '@/components/queue/age-span'
import { ageBands } from '@/lib/queues/age-bands'

it('has its edges where the counts have theirs, so that every band is a span that an address can say', () => {
  expect(ageEdges.map(({ minutes }) => minutes)).toEqual(ageBands.slice(0, -1).map(({ minutes }) => minutes))
  const spans = ageBands.map(({ band }) => spanOfBand(band))
  expect(spans.map(({ olderThan, youngerThan }) => [olderThan, youngerThan])).toEqual([
    [null, 60],
    [60, 240],
    [240, 1440],
    [1440, 10_080],
    [10_080, null],
  ])
  const read = spans.map(({ olderThan, youngerThan }) => parseAgeSpan(ageSlug(olderThan), ageSlug(youngerThan)))
  expect(read).toEqual(spans)
  expect(spans.map(ageSpanWords)).toEqual(ageBands.map(({ name }) => name))
})

it('says any span in words', () => {
  expect(ageSpanWords({ olderThan: null, youngerThan: null })).toBeNull()
  expect(ageSpanWords({ olderThan: 60, youngerThan: null })).toBe('Over an hour')
  expect(ageSpanWords({ olderThan: null, youngerThan: 1440 })).toBe('Under a day')
  expect(ageSpanWords({ olderThan: 60, youngerThan: 10_080 })).toBe('Over an hour, under 7 days')
})

it('refuses a form that asks for what nothing can be', () => {
  const form = (older: string, younger: string) => {
    const data = new FormData()
    data.set('older', older)
    data.set('younger', younger)
    return ageFaults(data)
  }
  expect([form('', ''), form('1d', ''), form('', '1h'), form('1h', '4h')]).toEqual([{}, {}, {}, {}])
  expect(form('1d', '1h')).toEqual({ younger: 'Nothing waits over a day and under an hour. Choose a longer time.' })
  expect(form('4h', '4h')).toHaveProperty('younger')
})
