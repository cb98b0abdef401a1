package flow;

/** One step; its subclasses say which function does the work. */
abstract class Step {
  private final Functions functions;

  protected Step(Functions functions) {
    this.functions = functions;
  }

  protected abstract String function();

  void perform(String input) {
    functions.call(function(), input);
  }
}
