/**
 * What is worked out of an object, once however many rules ask for it, and kept as long as the object itself.
 *
 * @param make depends on the object alone; what it returns is shared, so that nobody may change it
 */
export function onceEach<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, { value: Made }>();
  return (of) => {
    let known = made.get(of);
    if (!known) made.set(of, (known = { value: make(of) }));
    return known.value;
  };
}
