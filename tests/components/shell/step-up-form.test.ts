import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StepUpForm } from '@/components/shell/step-up-form'
import type { ProofWays } from '@/lib/access/read-proof-ways'

const shown = (ways: Partial<ProofWays>) =>
  renderToStaticMarkup(
    createElement(StepUpForm, {
      ways: { password: false, code: false, provider: null, ...ways },
      email: 'ada@example.test',
      prove: async () => ({ ok: true as const, data: null }),
      confirmBy: async () => ({ ok: true as const, data: { url: '/' } }),
      onProved() {},
      onCancel() {},
    }),
  )

test('a password is asked for where there is one, and password managers are told whose', () => {
  const page = shown({ password: true })
  expect(page).toContain('autoComplete="current-password"')
  expect(/<input hidden[^>]*>/.exec(page)?.[0]).toMatch(/autoComplete="username".*ada@example\.test/)
  expect(page).not.toContain('Use a code instead')
  expect(page).toContain('>Confirm</button>')
})

test('a code can be given instead, and is asked for where it is all there is', () => {
  expect(shown({ password: true, code: true })).toContain('Use a code instead')
  const page = shown({ code: true })
  expect(page).toContain('autoComplete="one-time-code"')
  expect(page).not.toContain('Use your password instead')
})

test('who has neither confirms at the provider, and is told what that costs', () => {
  const page = shown({ provider: 'Example Login' })
  expect(page).toContain('Confirm with Example Login')
  expect(page).toContain('What you typed here is not kept')
  expect(page).not.toContain('name="secret"')
  expect(page).not.toContain('>Confirm</button>')
})

test('who has nothing at all is told the way that is left', () => {
  expect(shown({})).toContain('Sign out and in again')
})
