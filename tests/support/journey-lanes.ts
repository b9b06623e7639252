/**
 * The journeys, in two lanes that can run side by side, each with a product of its own: much of a journey is waiting for
 * deadlines. Within a lane the files run in this order; `first` begins with the first start of a Docket and makes the
 * team by hand, `second` finds it made. A file that is in none fails the run (scripts/run-journeys.ts).
 */
export const journeyLanes = {
  first: [
    '10-main-path',
    '20-refusals',
    '25-sample-media',
    '26-resumable-upload',
    '30-accessibility',
    '31-screen-reader',
    '40-uploadthing',
    '50-two-dockets',
    '61-trail',
    '65-evidence',
    '70-keys',
    '75-wellbeing',
    '86-content-security',
  ],
  second: [
    '60-zero-retention',
    '70-working-day',
    '71-other-ways',
    '72-two-moderators',
    '73-second-looks',
    '74-outgoing',
    '76-blurred-film',
    '77-own-queues',
    '80-invitations',
    '81-second-step',
    '82-account',
    '83-hostile-sign-in',
    '84-step-up',
    '85-oidc',
    '87-teams',
  ],
} as const
export type JourneyLane = keyof typeof journeyLanes
