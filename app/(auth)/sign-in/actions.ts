'use server'

import { AuthError, CredentialsSignin } from 'next-auth'
