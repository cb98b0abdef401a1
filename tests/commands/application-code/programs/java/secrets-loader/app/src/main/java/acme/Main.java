package acme;

import acme.aws.Clients;

class Main {
  public static void main(String... args) {
    Loader loader = new Loader(new Clients());
    System.out.println(loader.token());
  }
}
