// Called once by Next when the server starts: the log is read from now on, not from the first request.
export const register = async () => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { instance } = await import('./lib/server/instance')
  await instance().pump.caughtUp()
}
