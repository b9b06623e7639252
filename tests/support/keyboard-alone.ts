import type { Locator, Page } from '@playwright/test'
import { expect } from './patient'

/** Notes every pointer that touches a page of this window from now on; `expectNoPointer` asks. */
export async function watchPointers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => sessionStorage.setItem('pointer', 'used'), true)
  })
}

export async function expectNoPointer(page: Page): Promise<void> {
  expect(await page.evaluate(() => sessionStorage.getItem('pointer'))).toBeNull()
}

/** Presses Tab until the focus is on it, as people do who have nothing else. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 300; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard does not come to ${target}`)
}

/** Goes to it with Tab and presses Enter. */
export async function enterOn(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, target, key)
  await page.keyboard.press('Enter')
}

/** Opens the palette, types, waits for what fits and takes it. */
export async function palette(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: /Case number/ })
  await expect(field).toBeFocused()
  await page.keyboard.type(typed)
  await expect(page.getByRole('option', { name: option }).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}
