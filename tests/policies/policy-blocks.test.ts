import { expect, test } from 'vitest'
import { policyBlocks } from '@/lib/policies/policy-blocks'

test('blank lines part paragraphs, and lines that begin with a dash are a list', () => {
  const words = 'Fakes go.\nSo do edits.\n \nWhat stays:\n- Satire\n  – Art\n- well-known jokes\n\n\nAsk if unsure.'
  expect(policyBlocks(words)).toEqual([
    { kind: 'paragraph', text: 'Fakes go.\nSo do edits.' },
    { kind: 'paragraph', text: 'What stays:' },
    { kind: 'list', items: ['Satire', 'Art', 'well-known jokes'] },
    { kind: 'paragraph', text: 'Ask if unsure.' },
  ])
})

test('nothing is nothing, and a dash within a line is no list', () => {
  expect(policyBlocks('')).toEqual([])
  expect(policyBlocks(' \n\n ')).toEqual([])
  expect(policyBlocks('-no space\nup - down')).toEqual([{ kind: 'paragraph', text: '-no space\nup - down' }])
})
