import { describe, expect, test } from 'vitest'
import { type ManifestNode, manifestTree } from '@/components/case/manifest-tree'

const camera = {
  claim_generator: 'Camera',
  claim_generator_version: '2.0',
  signature_info: { subject: 'CN=Model X\nO=Maker', issuer: 'CN=Root' },
  assertions: ['c2pa.hash.data', 'c2pa.actions', 'c2pa.actions.v2', 'vendor.own'],
}
const edited = {
  claim_generator_info: [{ name: 'Editor', version: '9' }],
  signature_info: { issuer: 'Editing House' },
  assertions: [{ label: 'c2pa.thumbnail.claim.jpeg' }, 4],
  ingredients: [
    { relationship: 'parentOf', format: 'image/jpeg', active_manifest: 'camera' },
    { relationship: 'componentOf', format: 'image/png', active_manifest: null },
    { relationship: 'tomorrow' },
  ],
}

/** Labels and roles, as deep as they stand. */
const outline = ({ role, label, children }: ManifestNode): unknown => [role, label, ...children.map(outline)]

describe('manifestTree', () => {
  test('leads from the file to what it was made from', () => {
    const { root, others } = manifestTree({ active_manifest: 'edited', manifests: { camera, edited } })
    expect(outline(root!)).toEqual([
      'This file',
      'edited',
      ['What it was made from', 'camera'],
      ['A part placed in it', null],
      ['Ingredient', null],
    ])
    expect(root).toMatchObject({ generator: 'Editor 9', signer: 'Editing House', states: ['A small picture'] })
    expect(root!.children[0]).toMatchObject({
      generator: 'Camera 2.0',
      signer: 'Maker',
      format: 'image/jpeg',
      states: ['A digest of its content', 'What was done to it', 'vendor.own'],
    })
    expect(others).toEqual([])
  })

  test('shows what nothing leads to, and nothing where there is nothing', () => {
    const { root, others } = manifestTree({ active_manifest: 'camera', manifests: { camera, edited } })
    expect(root).toMatchObject({ label: 'camera', children: [] })
    expect(others.map(({ role, label }) => [role, label])).toEqual([['Also in the file', 'edited']])
    expect(manifestTree({ active_manifest: null, manifests: {} })).toEqual({ root: null, others: [] })
    expect(manifestTree({ active_manifest: 'gone', manifests: {} })).toEqual({ root: null, others: [] })
  })

  test('a manifest that is its own ingredient ends there', () => {
    const ring = { ingredients: [{ relationship: 'parentOf', active_manifest: 'ring' }] }
    const { root } = manifestTree({ active_manifest: 'ring', manifests: { ring } })
    expect(outline(root!)).toEqual(['This file', 'ring', ['What it was made from', 'ring']])
  })

  test('what is not as expected is left out, and there is an end to how much is shown', () => {
    const odd = { ingredients: 'x', assertions: { a: 1 }, signature_info: [], claim_generator: 7, format: {} }
    expect(manifestTree({ active_manifest: 'odd', manifests: { odd, none: null, text: 'x' } })).toMatchObject({
      root: { generator: null, signer: null, format: null, states: [], children: [] },
      others: [{ label: 'none' }, { label: 'text' }],
    })
    const wide = (to: string) => ({ ingredients: Array.from({ length: 100 }, () => ({ active_manifest: to })) })
    const { root } = manifestTree({ active_manifest: 'a', manifests: { a: wide('b'), b: wide('c'), c: wide('a') } })
    const count = ({ children }: ManifestNode): number => children.reduce((sum, child) => sum + count(child), 1)
    expect(count(root!)).toBeLessThanOrEqual(60)
  })
})
