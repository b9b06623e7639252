import { z } from 'zod'
import { DetectionParameters, languageCode } from '@/lib/detect/request-parameters'

const asked = DetectionParameters.shape

/** What the portal's Submit page begins with; what is left out begins as it always did. Seconds; null: none. */
export const SubmitDefaults = z
  .strictObject({
    visualize: z.boolean(),
    intelligence: z.boolean(),
    audioSourceTracing: z.boolean(),
    reverseSearch: z.boolean(),
    modality: asked.modality.unwrap(),
    frameLength: asked.frameLength.unwrap(),
    faceOnly: z.boolean(),
    useOodDetector: z.boolean(),
    inferFromIntelligence: z.boolean(),
    startRegion: asked.startRegion.unwrap(),
    endRegion: asked.endRegion.unwrap(),
    maxVideoSecs: asked.maxVideoSecs.unwrap(),
    language: z.string().trim().regex(languageCode, 'give a code, such as en or pt-BR').nullable(),
  })
  .partial()
  .refine(({ startRegion, endRegion }) => endRegion == null || endRegion > (startRegion ?? 0), {
    path: ['endRegion'],
    message: 'the span has to end after it begins',
  })
export type SubmitDefaults = z.infer<typeof SubmitDefaults>
export type SubmitOption = keyof SubmitDefaults

/** Every option with its value, as Submit begins with it. */
export type SubmitStart = { [Name in SubmitOption]-?: Exclude<SubmitDefaults[Name], undefined> }

const { useReverseSearch, ...others } = DetectionParameters.parse({})

/** What Submit begins with where a team has said nothing. */
export const usualStart: SubmitStart = { ...others, reverseSearch: useReverseSearch, language: null }
export const submitOptionNames = Object.keys(usualStart) as SubmitOption[]

/** What each is at first: as the team says, and where it says nothing as it always was. */
export function begunWith(defaults: SubmitDefaults): SubmitStart {
  const said = Object.entries(defaults).filter(([, value]) => value !== undefined)
  return { ...usualStart, ...Object.fromEntries(said) }
}

/** What an admin can change about a team itself. */
export interface TeamSettings {
  name: string
  requireSecondStep: boolean
  submitDefaults: SubmitDefaults
}

/** Days an invitation holds. */
export const invitationDays = 7
