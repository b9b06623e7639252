/** What a password must be, said before one is typed. */
export const passwordHint = 'At least 12 characters. A few words in a row are easier to remember than symbols.'
