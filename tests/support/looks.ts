import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const schemes = ['light', 'dark'] as const
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

export interface Allowed {
  /** An open menu lies over the page, in no landmark of it. */
  menu?: boolean | undefined
}

/** Every rule of axe (WCAG 2.2 AA and its best practices), on the page as it stands; and that it does not scroll sideways. */
export async function expectAccessible(page: Page, what: string, allowed: Allowed = {}): Promise<void> {
  expect(await faultsOf(page, what, allowed)).toEqual([])
}

/**
 * The same in every look, without loading the page again: a size changes what is there and is judged by every rule, light and
 * dark change colours alone. Answers what is wrong.
 */
export async function faultsInEveryLook(page: Page, allowed: Allowed = {}): Promise<string[]> {
  const faults: string[] = []
  for (const viewport of sizes) {
    await page.setViewportSize(viewport)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      const look = `${colorScheme}, ${viewport.width} px`
      faults.push(...(await faultsOf(page, look, { ...allowed, coloursOnly: colorScheme === 'dark' })))
    }
  }
  return faults
}

async function faultsOf(page: Page, what: string, { menu = false, coloursOnly = false }): Promise<string[]> {
  const axe = axeOn(page)
  if (coloursOnly) axe.withRules(['color-contrast', 'link-in-text-block'])
  // Of the rules that are off unless asked for, `target-size` alone belongs to WCAG 2.2 AA.
  else axe.options({ rules: { 'target-size': { enabled: true }, region: { enabled: !menu } } })
  const faults: string[] = []
  for (const { id, nodes } of (await axe.analyze()).violations) {
    const wrong = id === 'target-size' ? await keepSmall(page, nodes) : nodes
    faults.push(...wrong.map(({ target, html }) => `${what}: ${id} at ${target.join(' ')}: ${html.slice(0, 120)}`))
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return overflow > 0 ? [...faults, `${what}: scrolls sideways by ${overflow} px`] : faults
}

/** No frame of another origin is on any page, and the mode for them would open a page for each look. */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().exclude('nextjs-portal')
}

/** Without those that are large enough, and only lay half under a bar that stays when the page was looked at. */
async function keepSmall<Node extends { target: unknown[] }>(page: Page, nodes: Node[]): Promise<Node[]> {
  const small: Node[] = []
  for (const node of nodes) {
    const selector = String(node.target[0])
    await page
      .locator(selector)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const again = await axeOn(page).include(selector).withRules(['target-size']).analyze()
    if (again.violations.length > 0) small.push(node)
  }
  return small
}
