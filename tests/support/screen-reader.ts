import { expect, type Locator, type Page } from '@playwright/test'

/** A thing on the page as assistive technology is told of it. */
export interface Told {
  role: string
  name: string
  /** Of a heading. */
  level: number | null
}

interface Node {
  nodeId: string
  childIds?: string[]
  ignored: boolean
  role?: { value?: string }
  name?: { value?: string }
  properties?: { name: string; value: { value?: unknown } }[]
}

/** The page's accessibility tree, in the order in which it is read. */
export async function readTree(page: Page): Promise<Told[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  // They come in no order that anybody reads them in.
  const inOrder = (node: Node | undefined): Node[] =>
    node ? [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))] : []
  return inOrder(nodes[0])
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties }) => ({
      role: role?.value ?? '',
      name: (name?.value ?? '').trim(),
      level: Number(properties?.find((one) => one.name === 'level')?.value.value) || null,
    }))
}

// What can be acted on, what is a picture, and what is found by its name alone.
const mustBeNamed = new Set([
  ...['button', 'link', 'checkbox', 'radio', 'textbox', 'searchbox', 'combobox', 'listbox', 'slider', 'spinbutton'],
  ...['switch', 'tab', 'menuitem', 'option', 'DisclosureTriangle', 'image', 'img', 'meter', 'progressbar'],
  ...['SvgRoot', 'graphics-document', 'Canvas', 'dialog', 'alertdialog', 'region', 'navigation', 'table'],
])

/** What has no name and needs one. */
export function unnamed(tree: Told[]): string[] {
  return tree.filter(({ role, name }) => mustBeNamed.has(role) && !name).map(({ role }) => role)
}

/** Headings in the order of reading, as `2 Timeline`. */
export function outline(tree: Told[]): string[] {
  return tree.filter(({ role }) => role === 'heading').map(({ level, name }) => `${level} ${name}`)
}

/** Where a level of headings is left out on the way down. */
export function leaps(headings: string[]): string[] {
  const levels = headings.map((heading) => Number(heading[0]))
  return headings.filter((_, at) => (levels[at] ?? 0) > (levels[at - 1] ?? 0) + 1)
}

/** Ids that more than one element has. */
export function repeatedIds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    return ids.filter((id, at) => ids.indexOf(id) !== at)
  })
}

/** References by id (labels, descriptions, controls) that lead nowhere. */
export function brokenReferences(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    ['for', 'aria-labelledby', 'aria-describedby', 'aria-errormessage'].flatMap((attribute) =>
      [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) =>
        (element.getAttribute(attribute) ?? '')
          .split(/\s+/)
          .filter((id) => id && !document.getElementById(id))
          .map((id) => `${element.tagName} ${attribute}=${id}`),
      ),
    ),
  )
}

declare global {
  interface Window {
    spoken: string[]
  }
}

/** Has pages of a context keep what their live regions say when it changes, as a screen reader would speak it. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.spoken = []
    const live = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output'
    const speak = (element: Element | null | undefined) => {
      const text = element?.textContent?.replaceAll(/\s+/g, ' ').trim()
      if (text && window.spoken.at(-1) !== text) window.spoken.push(text)
    }
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        speak((target instanceof Element ? target : target.parentElement)?.closest(live))
        for (const node of addedNodes) {
          // A region that comes with its words is spoken only where it interrupts.
          if (node instanceof Element) speak(node.matches('[role=alert]') ? node : node.querySelector('[role=alert]'))
        }
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

/** Waits until a live region has said it. */
export async function expectSpoken(page: Page, words: RegExp): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.spoken), { message: `spoken: ${words}` })
    .toContainEqual(expect.stringMatching(words))
}

/** Opens something with Enter on what opens it, and closes it with Escape: the focus goes in and comes back. */
export async function expectFocusToReturn(page: Page, opener: Locator): Promise<void> {
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  expect(unnamed(await readTree(page))).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
}
