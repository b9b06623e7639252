import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Thumbnail } from '@/components/queue/thumbnail'
import { FlaggedMedia } from '@/components/wellbeing/flagged'
import { Shield } from '@/components/wellbeing/shield'
import { onNextPage, turned, type Viewing } from '@/components/wellbeing/switches'
import { ViewingProvider } from '@/components/wellbeing/viewing'
import { ViewingSwitches } from '@/components/wellbeing/viewing-switches'

const off: Viewing = { blur: false, grey: false, mute: false }
const markup = (set: Partial<Viewing>, children: ReactNode) =>
  renderToStaticMarkup(createElement(ViewingProvider, { set: { ...off, ...set }, children }))
const shield = (props: Partial<Parameters<typeof Shield>[0]> = {}) =>
  createElement(Shield, { mediaId: 'm', ...props } as Parameters<typeof Shield>[0], createElement('img', { alt: '' }))

test('media is blurred from the first paint, before any script has run', () => {
  const blurred = markup({ blur: true }, shield({ liftable: true }))
  expect(blurred).toContain('data-shield="blurred"')
  expect(blurred).toMatch(/class="[^"]*\bblur-2xl\b/)
  expect(markup({}, shield({ liftable: true }))).not.toContain('blur-2xl')
})

test('blur and grey are switches of their own, and hold in full screen', () => {
  const grey = markup({ grey: true }, shield({ liftable: true }))
  expect(grey).toContain('grayscale')
  expect(grey).not.toContain('blur-2xl')
  expect(grey).toContain('data-shield="clear"')
  const both = markup({ blur: true, grey: true }, shield({ liftable: true }))
  for (const part of [
    'blur-2xl',
    'grayscale',
    '[&amp;_video:fullscreen]:blur-2xl',
    '[&amp;_video:fullscreen]:grayscale',
  ])
    expect(both).toContain(part)
})

test('a viewer offers to show what is blurred; a list does not', () => {
  expect(markup({ blur: true }, shield({ liftable: true }))).toMatch(
    /<button.*Show<span class="sr-only"> what is blurred/,
  )
  expect(markup({ blur: true }, shield())).not.toContain('<button')
  expect(markup({}, shield({ liftable: true }))).not.toContain('<button')
  // Nothing that the trail could name: it is not lifted by itself.
  expect(markup({ blur: true }, shield({ liftable: true, mediaId: null }))).not.toContain('<button')
})

test('small pictures in lists are shielded', () => {
  const thumbnail = createElement(Thumbnail, { mediaId: 'm', mediaType: 'image' })
  expect(markup({ blur: true, grey: true }, thumbnail)).toMatch(
    /<span data-shield="blurred" class="[^"]*blur-md[^"]*grayscale[^"]*"><img src="\/api\/media\/m"/,
  )
})

test('a picture on a card is larger, and blurred as strongly as its size asks for', () => {
  const large = createElement(Thumbnail, { mediaId: 'm', mediaType: 'image', large: true })
  expect(markup({ blur: true }, large)).toMatch(/data-shield="blurred" class="[^"]*\bblur-2xl\b/)
  expect(markup({ blur: true }, large)).toContain('draggable="false"')
})

test('the switches say whether they are pressed', () => {
  const switches = markup({ grey: true }, createElement(ViewingSwitches))
  expect([...switches.matchAll(/aria-pressed="(\w+)"/g)].map(([, pressed]) => pressed)).toEqual([
    'false',
    'true',
    'false',
  ])
  const two = markup({}, createElement(ViewingSwitches, { kinds: ['blur', 'grey'] }))
  expect(two).not.toContain('Mute')
})

test('a switch turned off is on again on the next page, one turned on stays', () => {
  const set = { ...off, blur: true }
  const here = turned(turned(set, 'blur'), 'grey')
  expect(here).toEqual({ blur: false, grey: true, mute: false })
  expect(onNextPage(here, set)).toEqual({ blur: true, grey: true, mute: false })
})

test('media of a queue that shields is blurred, grey and muted from the first paint, though the reader set nothing', () => {
  const flagged = (one: boolean, of: ReactNode) =>
    createElement(FlaggedMedia, { flagged: one } as Parameters<typeof FlaggedMedia>[0], of)
  const viewer = markup({}, flagged(true, [createElement(ViewingSwitches, { key: 's' }), shield({ liftable: true })]))
  expect(viewer).toContain('data-shield="blurred"')
  expect([...viewer.matchAll(/aria-pressed="(\w+)"/g)].map(([, pressed]) => pressed)).toEqual(['true', 'true', 'true'])
  expect(viewer).toMatch(/class="[^"]*\bblur-2xl\b[^"]*\bgrayscale\b/)
  expect(viewer).toContain('what is blurred')
  expect(markup({}, flagged(false, shield({ liftable: true })))).toContain('data-shield="clear"')
})
