import { z } from 'zod'
import { labels } from '@/lib/engine/analysis'
import { directions, evidenceStatuses, families } from '@/lib/engine/evidence'
import { EvidenceCard } from '@/lib/engine/evidence-card'
import { share } from './item-fields'

const label = z.enum(labels)
const address = z.string().nullable()

/** The verdict on sound. Numbers are strings, as the contract has them. */
export const AudioMetrics = z
  .object({
    label: z.enum(['fake', 'likely fake', 'inconclusive', 'likely real', 'real']),
    score: z
      .array(z.string().nullable())
      .describe(
        'One place per window of frame_length seconds: the probability 0-1 that the voice in it is a classic synthetic one; null where nobody speaks or it could not be judged. The verdict is on the whole, not their mean.',
      ),
    consistency: z
      .string()
      .describe(
        'How much the windows agree: 1 - standard deviation / 0.5, 0-1; empty where fewer than two were judged.',
      ),
    aggregated_score: z
      .string()
      .describe('Probability of a fake, 0-1; "-1.0" where nobody was heard to speak and nothing else moved it.'),
    image: z.string().optional().describe('Address of the spectrogram, where visualize was asked for.'),
  })
  .meta({ id: 'AudioMetrics', description: 'The verdict on sound.' })
export type AudioMetrics = z.infer<typeof AudioMetrics>

/** What one check measured: lib/engine/evidence.ts. */
export const EvidenceNode = z
  .object({
    type: z.literal('Evidence'),
    check: z.string(),
    title: z.string(),
    family: z.enum(families),
    points: z.enum(directions).describe('What a hit speaks for.'),
    status: z.enum(evidenceStatuses),
    llr: z.number().describe('How far it moves the log-odds of a fake.'),
    cap: z
      .number()
      .exactOptional()
      .describe('The most its family together may move them, either way; on hits that weigh.'),
    card: EvidenceCard.exactOptional().describe(
      'The counts behind what does_not_show says of its errors; absent where they were not counted.',
    ),
    strong: z.boolean().describe('Whether it may decide a label.'),
    explain: z.string(),
    does_not_show: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    region: z
      .object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
      .nullable()
      .describe('Shares of the picture’s width and height.'),
    time: z.object({ start: z.number(), end: z.number() }).nullable().describe('Seconds.'),
    image: address.describe('Address of its map, where visualize was asked for.'),
    caption: z.string().nullable(),
  })
  .meta({ id: 'Evidence', description: 'What one check measured, and what that does not show.' })
export type EvidenceNode = z.infer<typeof EvidenceNode>

/** A copy of the picture that is known here. */
export const ReverseSearchSource = z
  .object({
    url: z.string().describe('The case it belongs to, in the portal, or the page of the lists of known media.'),
    title: z.string(),
    reason: z.string().describe('How it was found, and what was not searched.'),
    verdict: z.string().nullable().describe('A person’s finding, else the machine’s label; null: not judged yet.'),
    similarity: share.describe('1: the same bytes; else the share of a perceptual hash that agrees.'),
  })
  .meta({
    id: 'ReverseSearchSource',
    description:
      'Media known to the team, a decided case or an entry of a list, that is the same picture or a changed copy of it.',
  })
export type ReverseSearchSource = z.infer<typeof ReverseSearchSource>

/** The verdict on a picture. */
export const ImageMetrics = z
  .object({
    type: z.literal('FinalResult'),
    label,
    score: share.describe('Probability of a fake.'),
    image: address.describe('The map where there is one, else the picture; null under zero retention without a map.'),
    ifl: z
      .object({ score: share, heatmap: z.string() })
      .nullable()
      .describe('Probability that it was edited, and the address of the map; null without a map.'),
    children: z.array(EvidenceNode),
    reverse_image_search_sources: z.array(ReverseSearchSource).optional().describe('Where use_reverse_search is set.'),
  })
  .meta({ id: 'ImageMetrics', description: 'The verdict on a picture.' })
export type ImageMetrics = z.infer<typeof ImageMetrics>

const judged = {
  conclusion: label,
  score: share,
  certainty: share,
  'certainty (%)': z.string(),
}

export const VideoFrame = z
  .object({
    type: z.literal('VideoFrameResult'),
    ...judged,
    timestamp: z.number().describe('Seconds.'),
    models: z
      .array(z.object({ model: z.string(), score: share }))
      .optional()
      .describe('What each model of this server gives the frame, side by side; where any looked at it.'),
  })
  .meta({
    id: 'VideoFrameResult',
    description: 'One sampled frame that a check or a model judged; others are left out.',
  })

export const VideoChunk = z
  .object({
    type: z.literal('VideoChunkResult'),
    ...judged,
    timestamp: z.number().describe('Where it begins, in seconds.'),
    children: z.array(VideoFrame),
  })
  .meta({ id: 'VideoChunkResult', description: 'frame_length seconds, judged by their worst frame.' })

export const VideoTree = z
  .object({ type: z.literal('VideoResult'), ...judged, children: z.array(VideoChunk) })
  .meta({ id: 'VideoResult', description: 'The video as a whole.' })

/** The verdict on a video. */
export const VideoMetrics = z
  .object({
    label,
    score: share.describe('Probability of a fake.'),
    certainty: share.describe('0 where scores begin, at 0.5 or docket.base_rate, 1 at a certain one.'),
    treeview: z.string().optional().describe('The tree as text, where visualize was asked for.'),
    children: z.array(VideoTree),
  })
  .meta({ id: 'VideoMetrics', description: 'The verdict on a video: whole, chunks, frames.' })
export type VideoMetrics = z.infer<typeof VideoMetrics>
