import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ProvenancePanel } from '@/components/case/provenance-panel'
import { analysis } from '../../support/rows'

const { c2pa } = analysis()

function panel(detector: 'builtin' | 'remote') {
  const run = { detector, remote: null }
  return renderToStaticMarkup(createElement(ProvenancePanel, { run, c2pa, evidence: [], deleted: null }))
}

test('no marks were read where metadata was looked at, and only there', () => {
  expect(panel('builtin')).toContain('No marks of a generator or editor were read.')
  const elsewhere = panel('remote')
  expect(elsewhere).not.toContain('No marks')
  expect(elsewhere).toContain('Metadata was not looked at in this run: the Detect API analysed the file')
})
