import type { Locator, Page } from '@playwright/test'
import { people } from './desk'
import { enterOn, palette, tabTo } from './keyboard-alone'
import { expect } from './patient'
import { arrive, desk, expectNothingChosen, startPlaying } from './working-day'

/** A file of which one case of the day is. */
export interface KnownFile {
  sha256: string
  name: string
}

/** Numbers of cases that were not decided. */
export interface Left {
  skipped: number[]
  escalated: number[]
}

const form = (page: Page) => page.getByRole('form', { name: 'Decision' })

/** What happens once in the day, at the first case of its kind. `leaves`: the case is left undecided by it. */
export interface DayEvent {
  on: RegExp
  leaves?: true
  act(page: Page, number: number): Promise<void>
}

const said = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).first()

/** What happens in the day beside deciding, in the order in which cases of a kind come; `left` notes what was not decided. */
export function dayEvents(known: KnownFile, left: Left): DayEvent[] {
  return [
    {
      // The list of keys, and single keys resting while it is open.
      on: /day-photo/,
      async act(page) {
        await page.keyboard.press('?')
        const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
        await expect(sheet.getByRole('region', { name: 'On this page' })).toContainText('Go to the reason')
        await page.keyboard.press('1')
        await page.keyboard.press('Escape')
        await expect(sheet).toBeHidden()
        await expectNothingChosen(page)
      },
    },
    {
      on: /day-photo/,
      async act(page) {
        await pinAndCite(page, 'All of the picture', 'The sky repeats.')
        await choose(page, form(page).getByLabel('Action'), 'Label it', 'Shift+Tab')
      },
    },
    {
      on: /day-made/,
      async act(page) {
        for (const [key, name] of [
          ['b', 'Blur'],
          ['g', 'Grey'],
        ] as const) {
          const pressed = page.getByRole('group', { name: 'How media is shown' }).getByRole('button', { name })
          await page.keyboard.press(key)
          await expect(pressed).toHaveAttribute('aria-pressed', 'true')
          await page.keyboard.press(key)
          await expect(pressed).toHaveAttribute('aria-pressed', 'false')
        }
        await page.keyboard.press('8')
        await expect(form(page).getByRole('radio', { name: 'Medium' })).toBeFocused()
        await expect(form(page).getByRole('radio', { name: 'Medium' })).toBeChecked()
      },
    },
    {
      // A colleague is named in a note by the first letters.
      on: /day-made/,
      async act(page) {
        await page.keyboard.press('n')
        await expect(page.getByRole('textbox', { name: /^Note/ })).toBeFocused()
        await page.keyboard.type('The generator’s name is in its text. @max')
        await expect(page.getByRole('option', { name: people.manager.name })).toBeVisible()
        await page.keyboard.press('Enter')
        await page.keyboard.type('please see')
        await page.keyboard.press('Control+Enter')
        await expect(page.getByRole('region', { name: 'Notes' }).getByRole('listitem')).toContainText(
          '@Max Manager please see',
        )
        await page.keyboard.press('Tab')
      },
    },
    {
      on: /day-speech/,
      async act(page) {
        await page.keyboard.press('.')
        // The first may begin where the playhead stands already.
        await expect(said(page, /^Span [12] of \d+:/)).toBeAttached()
        await page.keyboard.press('.')
        await expect(said(page, /^Span [23] of \d+:|no later span/)).toBeAttached()
        await page.keyboard.press(',')
        await expect(said(page, /^Span [12] of \d+:|no earlier span/)).toBeAttached()
        await page.keyboard.press('m')
        await expect(page.getByRole('button', { name: /^Mute/ }).first()).toHaveAttribute('aria-pressed', 'true')
        await page.keyboard.press('l')
        await expect(page.getByRole('button', { name: /^Looping/ })).toHaveAttribute('aria-pressed', 'true')
        await page.keyboard.press('l')
        await pinAndCite(page, /–/, 'Silent to the last sample.')
      },
    },
    {
      on: /day-speech/,
      leaves: true,
      async act(page, number) {
        left.skipped.push(number)
        await page.keyboard.press('s')
        const dialog = page.getByRole('dialog', { name: `Skip case ${number}` })
        await tabTo(page, dialog.getByRole('radio').first())
        // As long as a finger takes: a group of radios chooses what the arrow leads to only while it is held.
        await page.keyboard.press('ArrowDown', { delay: 80 })
        await expect(dialog.getByRole('radio', { name: 'I do not know its language' })).toBeChecked()
        await enterOn(page, dialog.getByRole('button', { name: 'Skip and go on' }))
      },
    },
    {
      on: /day-film/,
      async act(page) {
        await enterOn(page, form(page).getByText('Picture and sound differ'))
        await choose(page, form(page).getByLabel('Sound', { exact: true }), 'Synthetic')
        await tabTo(page, form(page).getByRole('radio', { name: 'Low' }))
        await page.keyboard.press('Space')
        await page.keyboard.press('ArrowRight')
        await expect(form(page).getByRole('radio', { name: 'Medium' })).toBeChecked()
      },
    },
    {
      on: /day-film/,
      leaves: true,
      async act(page, number) {
        left.escalated.push(number)
        await page.keyboard.press('e')
        const dialog = page.getByRole('dialog', { name: `Escalate case ${number}` })
        await expect(dialog.getByLabel('Why')).toBeFocused()
        await page.keyboard.type('It names a minister.')
        await enterOn(page, dialog.getByRole('button', { name: 'Escalate' }))
        await expect(dialog).toBeHidden()
        await enterOn(
          page,
          page.getByRole('complementary', { name: 'Play mode' }).getByRole('button', { name: 'Next case' }),
        )
      },
    },
    {
      // Away to another case and a page, and back to where one was: the case is still one's own.
      on: /day-photo/,
      async act(page, number) {
        await palette(page, known.sha256, /^Case \d+/)
        await expect(page.getByRole('heading', { level: 1 })).toContainText(known.name)
        await palette(page, 'keyb', /^Keyboard/)
        await page.waitForURL(/\/settings\/keyboard$/)
        await palette(page, `#${number}`, new RegExp(`^Case ${number}`))
        await page.waitForURL(new RegExp(`/cases/${number}$`))
        await expect(page.getByText('You have this case')).toBeVisible()
        await palette(page, desk.queue, new RegExp(`^${desk.queue}`))
        await page.waitForURL(/\/queue\?queue=/)
        await startPlaying(page)
        expect(await arrive(page, null)).toBe(number)
      },
    },
  ]
}

/** Pins what is in view (`p`) with a note, and cites it. */
async function pinAndCite(page: Page, what: string | RegExp, note: string): Promise<void> {
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog', { name: 'Pin as an exhibit' })
  await expect(dialog).toContainText(what)
  await page.keyboard.type(note)
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  const cite = form(page).getByRole('checkbox', { name: 'Cite exhibit A' })
  await expect(cite).not.toBeChecked()
  await tabTo(page, cite)
  await page.keyboard.press('Space')
  await expect(cite).toBeChecked()
}

/** Chooses in a list by typing the beginning of what stands there. */
async function choose(page: Page, list: Locator, option: string, key?: 'Shift+Tab'): Promise<void> {
  await tabTo(page, list, key)
  await page.keyboard.type(option)
  await expect(list.getByRole('option', { name: option })).toHaveJSProperty('selected', true)
  // In a list the letters are its own.
  await page.keyboard.press('Tab')
}
