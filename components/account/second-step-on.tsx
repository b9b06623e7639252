'use client'

import { CircleCheck } from 'lucide-react'
import { AskFirst } from '@/components/settings/ask-first'
import { TimeAgo } from '@/components/shell/time-ago'
import { Button } from '@/components/ui/button'
import type { OwnSecondStep } from '@/lib/access/second-step/read-second-step'
import type { ActionResult } from '@/lib/http/server-action'
import { codesLeftWords } from './second-step-words'

interface SecondStepOnProps {
  step: OwnSecondStep
  since: Date
  now: Date
  moving: boolean
  move(): void
  renew(): Promise<ActionResult<unknown>>
  remove(): Promise<ActionResult<unknown>>
}

/** A second step in use: how it stands, and what can be done with it. */
export function SecondStepOn({ step, since, now, moving, move, renew, remove }: SecondStepOnProps) {
  const left = codesLeftWords(step.codesLeft)
  return (
    <>
      <div className="grid gap-1 text-sm">
        <p className="flex items-center gap-2 font-medium">
          <CircleCheck aria-hidden className="size-4.5 shrink-0 text-verdict-real" />
          <span>
            On, set up <TimeAgo at={since} now={now} exact />
          </span>
        </p>
        <p className={left.few ? 'pl-6.5 font-medium text-verdict-uncertain' : 'pl-6.5 text-muted-foreground'}>
          {left.says}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <AskFirst
          question="Make new recovery codes?"
          means="Ten new ones are shown, once. The earlier ones are worth nothing from then on."
          says={['Make new codes', 'Making…']}
          act={renew}
          done="Your earlier recovery codes are worth nothing any more."
        >
          <Button variant="outline">New recovery codes</Button>
        </AskFirst>
        <Button variant="outline" onClick={move} aria-disabled={moving}>
          Move to another app
        </Button>
        {step.required ? null : (
          <AskFirst
            question="Turn the second step off?"
            means="Your password alone lets anybody in who has it. Your recovery codes are deleted."
            says={['Turn it off', 'Turning off…']}
            act={remove}
            done="Your second step is off."
          >
            <Button variant="ghost" className="text-destructive">
              Turn off
            </Button>
          </AskFirst>
        )}
      </div>
      {step.required ? (
        <p className="text-[0.8125rem] text-muted-foreground">
          {step.teamName} asks for it, so it cannot be turned off.
        </p>
      ) : null}
    </>
  )
}
