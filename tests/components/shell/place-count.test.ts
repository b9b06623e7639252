import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Place } from '@/components/shell/navigation'
import { PlaceCount } from '@/components/shell/place-count'

const said = (place: Place, waiting: number, mentions: number) =>
  renderToStaticMarkup(createElement(PlaceCount, { place, counts: { waiting, mentions }, className: '' })).replaceAll(
    /<[^>]+>/g,
    '',
  )

test('what waits behind a place, in words too, and nothing where nothing does', () => {
  expect(said('queue', 3, 2)).toBe('3 waiting')
  expect(said('queue', 1200, 0)).toBe('999+ waiting')
  expect(said('home', 3, 1)).toBe('1 note names you')
  expect(said('home', 3, 2)).toBe('2 notes name you')
  expect([said('home', 3, 0), said('queue', 0, 2), said('submit', 3, 2)]).toEqual(['', '', ''])
})
