import AxeBuilder from '@axe-core/playwright'
import { type BrowserContextOptions, expect, type Page } from '@playwright/test'

/** How a page is looked at: light and dark, on a desk and on a phone. */
export const looks: { name: string; options: BrowserContextOptions }[] = (['light', 'dark'] as const).flatMap(
  (colorScheme) =>
    [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ].map((viewport) => ({ name: `${colorScheme}, ${viewport.width} px`, options: { colorScheme, viewport } })),
)

/** Every rule of axe (WCAG 2.2 AA and its best practices), on the page as it stands; and that it does not scroll sideways. */
export async function expectAccessible(page: Page, what: string, { menu = false } = {}): Promise<void> {
  // An open menu lies over the page, in no landmark of it.
  const axe = new AxeBuilder({ page }).exclude('nextjs-portal').disableRules(menu ? ['region'] : [])
  const { violations } = await axe.analyze()
  expect(violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual(
    [],
  )
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    `${what} scrolls sideways`,
  ).toBe(true)
}
