package flow;

final class Resize extends Step {
  Resize(Functions functions) {
    super(functions);
  }

  @Override
  protected String function() {
    return "resize";
  }
}
