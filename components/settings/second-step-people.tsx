'use client'

import { CircleCheck, CircleDashed, Minus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { ActionResult } from '@/lib/http/server-action'
import type { SignInPerson } from '@/lib/teams/read-sign-in-rules'
import { AskFirst } from './ask-first'

interface SecondStepPeopleProps {
  people: SignInPerson[]
  /** Whose row is one's own: what is theirs is changed on the page Account. */
  own: string
  /** Absent: it may be read and not changed. */
  reset: ((input: { memberId: string }) => Promise<ActionResult<unknown>>) | undefined
}

/** Who has a second step; whoever has lost theirs can be helped. */
export function SecondStepPeople({ people, own, reset }: SecondStepPeopleProps) {
  return (
    <ul aria-label="People" className="divide-y rounded-md border">
      {people.map((person) => {
        const { icon: Icon, says, className } = standing(person)
        return (
          <li key={person.memberId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
            <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{person.name}</span>
            <span className="flex items-center gap-1.5 text-muted-foreground">
              <Icon aria-hidden className={cn('size-4 shrink-0', className)} />
              {says}
            </span>
            {reset && person.secondStep && person.memberId !== own ? (
              <TakeAway name={person.name} act={() => reset({ memberId: person.memberId })} />
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

function TakeAway({ name, act }: { name: string; act(): Promise<ActionResult<unknown>> }) {
  return (
    <AskFirst
      question={`Take the second step of ${name} away?`}
      means="For somebody who has lost their app and their recovery codes. Make sure that it is them who ask: from then on their password alone lets them in. They are signed out everywhere."
      says={['Take it away', 'Taking it away…']}
      act={act}
      done={`${name} has no second step any more, and is signed out.`}
    >
      <Button
        variant="ghost"
        size="sm"
        className="text-destructive"
        aria-label={`Take away the second step of ${name}`}
      >
        Take away
      </Button>
    </AskFirst>
  )
}

function standing({ secondStep, password }: SignInPerson) {
  if (secondStep) return { icon: CircleCheck, says: 'Has one', className: 'text-verdict-real' }
  if (!password) return { icon: Minus, says: 'Has no password here', className: '' }
  return { icon: CircleDashed, says: 'Has none', className: 'text-verdict-uncertain' }
}
