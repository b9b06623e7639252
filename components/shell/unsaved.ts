'use client'

import { useEffect } from 'react'

const question = 'What you changed on this page is not saved yet. Leave it all the same?'
/** Forms of this page whose changes are not saved. */
const forms = new Set<object>()

/** Whether something on this page is changed and not saved. */
export function isUnsaved(): boolean {
  return forms.size > 0
}

/** Whether the page may be left: at once where nothing is unsaved, else as its user answers. */
export function mayLeave(): boolean {
  return !isUnsaved() || window.confirm(question)
}

/** Lets go of what is not saved: its user has been asked and leaves all the same. */
export function dropUnsaved(): void {
  if (!isUnsaved()) return
  forms.clear()
  stopAsking()
}

/** Has the page ask before it is left, until what this returns is called. */
export function noteUnsaved(): () => void {
  const form = {}
  forms.add(form)
  window.addEventListener('beforeunload', beforeUnload)
  // Before any link hears of it. The same listener twice is one.
  window.addEventListener('click', askFirst, true)
  return () => {
    forms.delete(form)
    if (!isUnsaved()) stopAsking()
  }
}

/**
 * Asks before unsaved changes are lost: as the window is closed, and as a link or the palette leads to another page. The browser's Back
 * within Docket is not asked about: it has happened before a page hears of it.
 */
export function useUnsaved(changed: boolean): void {
  useEffect(() => (changed ? noteUnsaved() : undefined), [changed])
}

function stopAsking(): void {
  window.removeEventListener('beforeunload', beforeUnload)
  window.removeEventListener('click', askFirst, true)
}

function beforeUnload(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function askFirst(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || !leadsAway(event, link, window.location) || mayLeave()) return
  event.preventDefault()
  event.stopImmediatePropagation()
}

type Click = Pick<MouseEvent, 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>
type Link = Pick<HTMLAnchorElement, 'href' | 'target' | 'download'>

/** Whether a click on a link puts another page of Docket in place of this one. Of other origins the browser asks itself. */
export function leadsAway(click: Click, link: Link, here: Pick<Location, 'origin' | 'pathname'>): boolean {
  const elsewhere = click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey
  if (elsewhere || link.download || (link.target && link.target !== '_self') || !URL.canParse(link.href)) return false
  const { origin, pathname } = new URL(link.href)
  return origin === here.origin && pathname !== here.pathname
}
