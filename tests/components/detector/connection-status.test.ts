import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ConnectionStatus } from '@/components/detector/connection-status'
import type { ConnectionStatus as Status } from '@/lib/detect/read-connection-status'
import { wordsOf } from '../../support/case-page'

const now = new Date('2026-11-23T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const calm: Status = {
  use: 'remote',
  host: 'a.example',
  connectionOf: 'team',
  ownUrl: null,
  chosen: true,
  instanceHost: null,
  keyOpens: true,
  lastSuccessAt: null,
  lastErrorAt: null,
  lastError: null,
  takesCallbacks: true,
  lastCallbackAt: null,
  lastCallbackLag: null,
  underWay: 0,
  inTrouble: 0,
  oldestSentAt: null,
}
const shown = (change: Partial<Status> = {}) =>
  wordsOf(renderToStaticMarkup(createElement(ConnectionStatus, { status: { ...calm, ...change }, now })))

test('last success, last error and the lag of the last callback', () => {
  const words = shown({
    lastSuccessAt: ago(2),
    lastErrorAt: ago(9),
    lastError: 'a.example refused the key (401).',
    lastCallbackAt: ago(3),
    lastCallbackLag: 2400,
  })
  expect(words).toMatch(/Last success 2 min ago/)
  expect(words).toMatch(/Last error 9 min ago , before the last success a\.example refused the key \(401\)\./)
  expect(words).toMatch(/Last callback 3 min ago , 2\.4 s after the detection had ended there/)
})

test('an error that nothing came right after is told apart', () => {
  expect(shown({ lastSuccessAt: ago(9), lastErrorAt: ago(2), lastError: 'It is down.' })).toMatch(
    /Last error 2 min ago , and no success since It is down\./,
  )
  expect(shown({ lastErrorAt: ago(2), lastError: 'It is down.' })).toContain('and no success since')
})

test('where nothing happened yet, and where no callback can come, that is said', () => {
  expect(shown()).toMatch(/Last success None yet\. Last error None\. Last callback None yet\. Docket asks by itself/)
  expect(shown({ takesCallbacks: false })).toMatch(/None are asked for: a\.example cannot be expected to reach/)
})

test('what is under way there, and a key that cannot be opened', () => {
  const words = shown({ underWay: 3, inTrouble: 1, oldestSentAt: ago(5), keyOpens: false })
  expect(words).toMatch(/Under way there 3\. 1 of them is held up; .* The oldest was sent 5 min ago/)
  expect(words).toContain('The kept key cannot be opened')
})

test('the engine alone shows no connection that nothing goes over', () => {
  expect(shown({ use: 'builtin', host: null, connectionOf: null })).not.toContain('Last success')
})
