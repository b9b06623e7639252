import { type CardFile, cardLlr } from '../card'
import capturedCard from '../cards/provenance.c2pa.captured.json'
import changedCard from '../cards/provenance.c2pa.changed.json'
import declaredCard from '../cards/provenance.c2pa.declared.json'
import type { Finding } from '../check'
import type { EvidenceFacts } from '../evidence'
import { quoteCard } from '../evidence-card'
import { notCounted } from '../not-counted'
import { fakeThreshold, familyCaps } from '../verdict'
import type { InspectedManifest } from './inspect-manifest'
import { type DeclaredSource, readSourceType, sourceTypeName } from './source-types'

const cards: Record<'declared' | 'captured' | 'changed', CardFile> = {
  declared: declaredCard,
  captured: capturedCard,
  changed: changedCard,
}

/**
 * The card counts that the file was changed, not what that means: a tool that adds a caption breaks the hash as well. So it
 * moves the score no further than other evidence of editing, and never decides a label.
 */
export const mostOfChange = familyCaps.edit

/** No further than the mirror of the fake threshold: the card counts signatures, not scenes that were staged. */
export const mostOfCapture = Math.log(fakeThreshold / (1 - fakeThreshold))

/** Actions that leave the picture as the camera took it. */
const harmlessActions = new Set(['c2pa.created', 'c2pa.published', 'c2pa.repackaged'])

/** How a signer stands, to follow its name. Whether an expired certificate leads to the trust list is not looked at. */
const standing = {
  trusted: 'a trusted signer',
  untrusted: 'who is not on the trust list',
  expired: 'whose certificate expired and is not trusted',
}

const markErrs =
  `${cards.declared.says} How often such declarations are wrong has not been counted: anyone can sign a false one. ` +
  'Sharing a file usually removes it.'

/** What a verified manifest says about the media, in the order of weight. Exactly one finding. */
export function weighManifest(inspected: InspectedManifest): Finding {
  const { state, because, trust, signer, actions, uncoveredBytes } = inspected
  const sources = actions.flatMap(({ sourceType }) => (sourceType ? [sourceType] : []))
  const declares = (kind: DeclaredSource) =>
    actions.some(({ sourceType }) => sourceType && readSourceType(sourceType) === kind)
  const facts: EvidenceFacts = {
    state,
    signer,
    signerTrust: trust,
    claimGenerator: inspected.active.claim?.claimGeneratorName?.slice(0, 120) ?? null,
    digitalSourceTypes: sources.map(sourceTypeName).join(', ') || null,
    actions:
      actions
        .map(({ action }) => action)
        .join(', ')
        .slice(0, 300) || null,
    uncoveredBytes,
  }
  const context = { points: 'context', status: 'hit', llr: 0, strong: false, facts } as const
  if (state === 'unverifiable') {
    return {
      ...context,
      explain: because
        ? `Content Credentials are attached, but they cannot be verified. ${because}`
        : 'Content Credentials are attached, but they do not keep to the rules and cannot be verified.',
      doesNotShow: because
        ? `It shows neither tampering nor origin. ${notCounted}`
        : `It shows neither tampering nor origin: faulty software writes such manifests too. ${notCounted}`,
    }
  }
  if (state === 'changed') {
    return {
      ...context,
      points: 'manipulated',
      llr: Math.min(mostOfChange, cardLlr(cards.changed)),
      explain: `The file was changed after ${signer} signed it: its Content Credentials no longer fit.`,
      doesNotShow:
        'It does not show what was changed: adding a caption with a tool that ignores Content Credentials breaks them ' +
        `too. ${cards.changed.says}`,
      card: quoteCard(cards.changed),
    }
  }
  const leftOut = uncoveredBytes ? `whose signature leaves out ${uncoveredBytes} bytes of the file` : null
  const doubt = [trust === 'trusted' ? null : standing[trust], leftOut].filter((one) => one !== null).join(', and ')
  const signedBy = doubt ? `signed in the name of ${signer}, ${doubt}` : `signed by ${signer}`
  const declare = (kind: DeclaredSource) =>
    actions.every(({ sourceType, passedOn }) => passedOn || readSourceType(sourceType ?? '') !== kind)
      ? 'pass on the declaration of somebody else'
      : 'declare'
  if (declares('generated')) {
    return {
      ...context,
      points: 'synthetic',
      llr: cardLlr(cards.declared),
      strong: true,
      explain: `Its Content Credentials, ${signedBy}, ${declare('generated')} that it was made by a generative AI model.`,
      doesNotShow: markErrs,
      card: quoteCard(cards.declared),
    }
  }
  if (declares('partly_generated')) {
    return {
      ...context,
      points: 'manipulated',
      llr: cardLlr(cards.declared),
      strong: true,
      explain: `Its Content Credentials, ${signedBy}, ${declare('partly_generated')} that parts were made by a generative AI model.`,
      doesNotShow: `It does not show which parts, or how much of the media. ${markErrs}`,
      card: quoteCard(cards.declared),
    }
  }
  const isPlainCapture =
    declares('captured') && actions.every(({ action, passedOn }) => harmlessActions.has(action) && !passedOn)
  if (isPlainCapture && trust === 'trusted' && uncoveredBytes === 0) {
    return {
      ...context,
      points: 'authentic',
      llr: -Math.min(mostOfCapture, cardLlr(cards.captured)),
      strong: true,
      explain: `It is unchanged since ${signer}, a trusted signer, signed it as captured by a device.`,
      doesNotShow: `It does not show that the scene was real: a screen or a print can be photographed too. ${cards.captured.says}`,
      card: quoteCard(cards.captured),
    }
  }
  return {
    ...context,
    explain: leftOut
      ? `Apart from ${uncoveredBytes} bytes that the signature leaves out, it is unchanged since ${signer}, ${standing[trust]}, signed it.`
      : `It is unchanged since ${signer}, ${standing[trust]}, signed it.`,
    doesNotShow:
      trust === 'trusted'
        ? `It does not show how the media was made, only that it is as the signer left it. ${notCounted}`
        : `Anyone can sign with a name of their choice, so this proves nothing about its origin. ${notCounted}`,
  }
}
