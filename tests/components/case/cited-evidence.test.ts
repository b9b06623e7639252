import { expect, test } from 'vitest'
import { citedEvidence } from '@/components/case/cited-evidence'

const piece = (id: string, title: string, status: 'hit' | 'clear' = 'clear') => ({ id, title, status })

test('what an answer names by its title in quotes, once, and the one that found something', () => {
  const evidence = [
    piece('a', 'Known media'),
    piece('b', 'JPEG ghosts'),
    piece('c', 'Known media', 'hit'),
    piece('d', 'Web search'),
  ]
  const answer = 'It rests on “Known media” and “JPEG ghosts”. Web search was not made.'
  expect(citedEvidence(answer, evidence).map(({ id }) => id)).toEqual(['c', 'b'])
  expect(citedEvidence('Nothing is known.', evidence)).toEqual([])
})
