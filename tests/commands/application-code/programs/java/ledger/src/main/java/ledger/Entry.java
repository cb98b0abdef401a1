package ledger;

class Entry {
  String id;
}
