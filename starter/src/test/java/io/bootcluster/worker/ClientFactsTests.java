package io.bootcluster.worker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The private field is read as it is written.
 */
class ClientFactsTests {

	@Test
	void parseWhenAllFactsAreToldReadsThem() {
		assertThat(ClientFacts.parse("a=2001:db8::7;p=4711;la=::1;lp=443;s=https;t=TLSv1.3,TLS_X;c=ab+/==,cd;k=hush"))
			.get()
			.satisfies((facts) -> {
				assertThat(facts.client()).isEqualTo(new ClientFacts.End("2001:db8::7", 4711));
				assertThat(facts.local()).isEqualTo(new ClientFacts.End("::1", 443));
				assertThat(facts.isSecure()).isTrue();
				assertThat(facts.tls()).contains(new ClientFacts.Tls("TLSv1.3", "TLS_X", "ab+/==,cd"));
				assertThat(facts.secret()).contains("hush");
				assertThat(facts).asString().doesNotContain("hush");
			});
	}

	@Test
	void parseWhenAFactIsUnknownIgnoresIt() {
		assertThat(ClientFacts.parse("a=1.2.3.4;p=1;la=5.6.7.8;lp=80;s=http;z=new")).get()
			.satisfies((facts) -> assertThat(facts.secret()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";", "a", "a=1.2.3.4", "a=1.2.3.4;p=x;la=1.1.1.1;lp=1;s=http",
			"a=1.2.3.4;p=70000;la=1.1.1.1;lp=1;s=http", "a=1.2.3.4;p=1;la=1.1.1.1;lp=1" })
	void parseWhenNotSuchAFieldIsEmpty(String field) {
		assertThat(ClientFacts.parse(field)).isEmpty();
	}

}
