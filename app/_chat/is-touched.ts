/** The pointer is a finger, which comes near nothing: what shows to a mouse that does has to be offered otherwise. */
export const isTouched = () => matchMedia('(hover: none)').matches
