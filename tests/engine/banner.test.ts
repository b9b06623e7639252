import { expect, it } from 'vitest'
import { banner } from '@/lib/engine/analysis'
import { bannerOf } from '@/lib/engine/banner'
import { piece } from '../support/examined'

it('is the engine’s own where no model answered, also where one failed or did not apply', () => {
  expect(bannerOf([])).toBe(banner)
  for (const status of ['failed', 'not_applicable', 'not_checked'] as const) {
    expect(bannerOf([piece('jpeg.ghost', { status: 'hit' }), piece('model.content', { status })])).toBe(banner)
  }
})

it('claims no more than the models where one answered', () => {
  for (const status of ['hit', 'clear'] as const) {
    expect(bannerOf([piece('model.content', { status })])).toMatch(/only what the models say/)
  }
})
