package io.streambed.inference.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final RSAKey OLD = key("old");
  private static final RSAKey NEW = key("new");

  private HttpServer server = server();
  private volatile String keys = new JWKSet(OLD.toPublicJWK()).toString();
  private String issuer = "";

  @BeforeEach
  void start() {
    issuer = "http://127.0.0.1:%d/realm".formatted(server.getAddress().getPort());
    serve(
        "/realm/.well-known/openid-configuration",
        () -> "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(issuer, issuer));
    serve("/realm/keys", () -> keys);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTokenOfTheIssuerForThisAudienceIsAdmittedByItsWidestScope() throws JOSEException {
    TokenIssuer door = door();
    assertEquals(
        new Admission.Admitted("ann", Scope.WRITE),
        admit(door, signed(OLD, claims().claim("scope", "email s:write s:read"))));
    assertEquals(
        new Admission.Admitted("ann", Scope.ADMIN),
        admit(door, signed(OLD, claims().claim("scope", List.of("s:admin")))));
  }

  @Test
  void whatIsNotInOrderIsRefused() throws JOSEException {
    TokenIssuer door = door();
    Date past = Date.from(Instant.now().minusSeconds(3600));
    assertEquals(
        new Admission.Refused("an expired token"),
        admit(door, signed(OLD, claims().expirationTime(past))));
    assertRefused(door, signed(OLD, claims().expirationTime(null)), "without an end");
    assertRefused(door, signed(OLD, claims().audience("another")), "of another audience");
    assertRefused(door, signed(OLD, claims().issuer("http://127.0.0.1/realm")), "other issuer");
    assertRefused(
        door,
        signed(OLD, claims().notBeforeTime(Date.from(Instant.now().plusSeconds(3600)))),
        "not yet valid");
    assertEquals(
        new Admission.Refused("a token without any scope of this server"),
        admit(door, signed(OLD, claims().claim("scope", "s:reader"))));
    assertRefused(door, "a.b.c", "no token");
    assertRefused(door, signed(key("old"), claims()), "signed by a stranger under a known name");
  }

  @Test
  void unsignedTokensAndOtherAlgorithmsAreRefused() throws JOSEException {
    TokenIssuer door = door();
    assertRefused(door, new PlainJWT(claims().build()).serialize(), "unsigned");
    SignedJWT other =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("old").build(), claims().build());
    other.sign(new RSASSASigner(OLD));
    assertRefused(door, other.serialize(), "not an algorithm that is allowed");
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("old").build(), claims().build());
    confused.sign(new MACSigner(OLD.toRSAPublicKey().getEncoded()));
    assertRefused(door, confused.serialize(), "the public key as a secret");
  }

  @Test
  void aClockMayDifferBySoMuch() throws JOSEException {
    Date justNow = Date.from(Instant.now().minusSeconds(30));
    assertInstanceOf(
        Admission.Admitted.class, admit(door(), signed(OLD, claims().expirationTime(justNow))));
  }

  @Test
  void keysThatWereExchangedAreAskedForAgain() throws JOSEException {
    TokenIssuer door = door();
    assertInstanceOf(Admission.Admitted.class, admit(door, signed(OLD, claims())));
    keys = new JWKSet(NEW.toPublicJWK()).toString();
    assertInstanceOf(Admission.Admitted.class, admit(door, signed(NEW, claims())));
    assertRefused(door, signed(OLD, claims()), "signed by a key that was withdrawn");
  }

  @Test
  void whileTheIssuerIsAwayNobodyIsAdmittedAndNobodyIsCalledAStranger() throws JOSEException {
    TokenIssuer door = door();
    server.stop(0);
    assertInstanceOf(Admission.Undecided.class, admit(door, signed(OLD, claims())));
  }

  @Test
  void theDiscoveryDocumentOfAnotherIssuerIsNotBelieved() throws JOSEException {
    server.removeContext("/realm/.well-known/openid-configuration");
    serve(
        "/realm/.well-known/openid-configuration",
        () -> "{\"issuer\": \"http://evil.example\", \"jwks_uri\": \"%s/keys\"}".formatted(issuer));
    assertInstanceOf(Admission.Undecided.class, admit(door(), signed(OLD, claims())));
  }

  private TokenIssuer door() {
    return new TokenIssuer(
        new AccessSettings.Provider(
            URI.create(issuer),
            Optional.empty(),
            "streambed",
            List.of("RS256"),
            Duration.ofSeconds(60),
            "scope",
            List.of("s:read", "s:write", "s:admin")));
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .issuer(issuer)
        .audience("streambed")
        .claim("scope", "s:read")
        .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
  }

  private static void assertRefused(TokenIssuer door, String token, String why) {
    assertInstanceOf(Admission.Refused.class, admit(door, token), why);
  }

  private static Admission admit(TokenIssuer door, String token) {
    return door.admit(token).toCompletableFuture().join();
  }

  private static String signed(RSAKey key, JWTClaimsSet.Builder claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static RSAKey key(String name) {
    try {
      return new RSAKeyGenerator(2048).keyID(name).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private void serve(String path, Supplier<String> text) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
