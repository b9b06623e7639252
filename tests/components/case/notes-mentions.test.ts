import { expect, test } from 'vitest'
import {
  colleaguesFor,
  isStillPicked,
  mentionsIn,
  nameBeingTyped,
  piecesOf,
  withName,
} from '@/components/case/notes-mentions'

const colleagues = [
  { memberId: '1', name: 'Ann' },
  { memberId: '2', name: 'Ann Lee' },
  { memberId: '3', name: 'Zoë Öz' },
  { memberId: '4', name: 'Twin' },
  { memberId: '5', name: 'Twin' },
]

test('a name is being typed after an @ that begins a word', () => {
  expect(nameBeingTyped('Ask @an', 7)).toEqual({ from: 4, typed: 'an' })
  expect(nameBeingTyped('@', 1)).toEqual({ from: 0, typed: '' })
  expect(nameBeingTyped('@Ann Le', 7)).toEqual({ from: 0, typed: 'ann le' })
  expect(nameBeingTyped('a@b', 3)).toBeNull()
  expect(nameBeingTyped('Ask @an', 3)).toBeNull()
  expect(nameBeingTyped('@an\nnext', 8)).toBeNull()
})

test('a name that was picked is typed no more, unless it is taken away again', () => {
  const picked = { from: 4, name: 'Ann' }
  expect(nameBeingTyped('Ask @Ann ', 9, picked)).toBeNull()
  expect(nameBeingTyped('Ask @Ann l', 10, picked)).toBeNull()
  expect(nameBeingTyped('Ask @An', 7, picked)).toEqual({ from: 4, typed: 'an' })
  expect(nameBeingTyped('Ask @Ann @z', 11, picked)).toEqual({ from: 9, typed: 'z' })
})

test('a longer name in the place of the one that was picked is typed, in a later note too', () => {
  const picked = { from: 0, name: 'Max' }
  expect(nameBeingTyped('@Maxi', 5, picked)).toEqual({ from: 0, typed: 'maxi' })
  expect(nameBeingTyped('@Max', 4, picked)).toBeNull()
  expect(nameBeingTyped('@Max, l', 7, picked)).toBeNull()
})

test('what was picked in one note was not picked in the next', () => {
  const picked = { from: 0, name: 'Max' }
  for (const text of ['@Max ', '@Max, look']) expect(isStillPicked(text, picked), text).toBe(true)
  for (const text of ['', '@', '@ma', '@Maxi', 'Max', 'Ask @Max']) expect(isStillPicked(text, picked), text).toBe(false)
})

test('names are offered by the beginning of any of their words', () => {
  const offered = (typed: string) => colleaguesFor(typed, colleagues).map(({ name }) => name)
  expect(offered('ann')).toEqual(['Ann', 'Ann Lee'])
  expect(offered('ann l')).toEqual(['Ann Lee'])
  expect(offered('le')).toEqual(['Ann Lee'])
  expect(offered('öz')).toEqual(['Zoë Öz'])
  expect(offered('x')).toEqual([])
  expect(offered('')).toHaveLength(5)
})

test('the chosen name takes the place of what was typed, wherever the caret is', () => {
  expect(withName('Ask @an about it', { from: 4, caret: 7 }, 'Ann Lee')).toEqual({
    ...{ text: 'Ask @Ann Lee about it', caret: 13 },
  })
})

test('a text names the longest name that fits, and nobody within a word', () => {
  expect(mentionsIn('@Ann Lee and @Zoë Öz, look', colleagues, new Set())).toEqual(['2', '3'])
  expect(mentionsIn('@Ann, @Ann', colleagues, new Set())).toEqual(['1'])
  expect(mentionsIn('@Anna @nobody ann', colleagues, new Set())).toEqual([])
})

test('an e-mail address or a handle elsewhere names no colleague', () => {
  const named = (text: string) => mentionsIn(text, colleagues, new Set())
  for (const text of [
    'Ask press@ann.example first',
    'desk+press@ann',
    'x_y.@ann',
    'öz@ann',
    '@ann.example',
    '@ann-lee',
  ]) {
    expect(named(text), text).toEqual([])
  }
  for (const text of ['Ask @ann.', '(@Ann)', 'Look:@ann', '“@ann”…', '@Ann’s', '@ann. Next']) {
    expect(named(text), text).toEqual(['1'])
  }
})

test('a name counts however it is written, and stays as it was written', () => {
  expect(mentionsIn('@ann lee and @zoë öz', colleagues, new Set())).toEqual(['2', '3'])
  expect(piecesOf('Ask @ANN!', colleagues)).toEqual([
    { text: 'Ask ', memberId: null },
    { text: '@ANN', memberId: '1' },
    { text: '!', memberId: null },
  ])
})

test('of two with one name it is who was picked, else both', () => {
  expect(mentionsIn('@Twin', colleagues, new Set())).toEqual(['4', '5'])
  expect(mentionsIn('@Twin', colleagues, new Set(['5', '1']))).toEqual(['5'])
})

test('the pieces of a text are the text', () => {
  const text = 'Hello @Ann Lee, and @Ann! @ who?'
  const pieces = piecesOf(text, colleagues)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.flatMap(({ memberId }) => memberId ?? [])).toEqual(['2', '1'])
})
