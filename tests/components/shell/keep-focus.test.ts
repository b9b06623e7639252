import { describe, expect, it } from 'vitest'
import { heirOf, type Kin } from '@/components/shell/keep-focus'

const kin = (isConnected: boolean, takesFocus = false): Kin => ({ isConnected, hasAttribute: () => takesFocus })

describe('the heir of the focus', () => {
  it('is the nearest thing around what is gone that is still there and can take it', () => {
    const [button, row, list, panel, page] = [
      kin(false, true),
      kin(false, true),
      kin(true),
      kin(true, true),
      kin(true, true),
    ]
    expect(heirOf([button, row, list, panel, page], null)).toBe(panel)
  })
  it('is the page where nothing of that is left, as after a dialog whose opener is gone', () => {
    const main = kin(true, true)
    expect(heirOf([kin(false, true), kin(false), kin(true)], main)).toBe(main)
    expect(heirOf([], main)).toBe(main)
  })
})
