package org.acme;
public record Order(String id, String customer) {}
