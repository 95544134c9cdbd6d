import type { Language } from '../language.ts';

/** Questions about the conversation itself, and wishes for time. */
export const ASIDES: Language['asides'] = [
  [
    'why',
    /^(?:but |and |ok(?:ay)? |sorry |wait |hm+ |erm? )*(?:why(?: on earth)? (?:do|would|should|must|are|is) (?:you|i|we|it|that|this)\b.{0,40}\b(?:need|ask|asking|want|know|give|tell|necessary|required|important|for)\b.{0,30}?|why (?:is|do) (?:that|this|it)\b.{0,20}|what (?:do you need|is) (?:that|this|it) for|what (?:do|would) you (?:need|want) (?:it|that|this|my [\p{L} -]{2,20}) for|what for|why|why (?:though|so)|for what)[\s?!.]*$/iu,
  ],
  [
    'bot',
    /^(?:so |hey |hi |wait |sorry |hello |and |but |um+ )*(?:(?:are|r) (?:you|u|i (?:talking|speaking|chatting) (?:to|with))\b.{0,30}\b(?:bot|robot|human|person|real|machine|ai|computer|chatbot|automated|program|llm|chatgpt)\b.{0,20}|am i (?:talking|speaking|chatting|writing) (?:to|with) (?:an? )?(?:real |actual |live )?(?:bot|robot|human(?: being)?|person|machine|ai|computer|chatbot|program)\b.{0,10}|(?:who|what) (?:are|r) (?:you|u)|who am i (?:talking|speaking|chatting|writing) (?:to|with)|you(?:'re|’re| are) an? (?:bot|robot|machine|ai|computer|chatbot),? (?:right|aren['’]?t you|yes|no|huh))[\s?!.]*$|^(?:wait )?is this (?:a|an) (?:bot|robot|machine|ai|human|person|real person|computer|chatbot)\b.{0,10}$/i,
  ],
  [
    'howLong',
    /^(?:and |but |so |ok |hey )*(?:how (?:long|much time) (?:does|will|is|do|would) (?:this|that|it|you|all this)\b.{0,20}(?:take|last|be|going to take)?|(?:will|is|does) (?:this|it|that) (?:(?:going to )?take (?:long|a while|much longer|very long)))[\s?!.]*$/i,
  ],
  [
    'wait',
    /^(?!.*\b(?:cancel|return|refund|exchange|change|instead|another)\b)(?:ok(?:ay)?|sure|please|um+|uh+|hm+|oh|yes|can you|could you|just|so|well|sorry|and|[\s,.!…-])*(?:wait|hold on|hang on|bear with me|brb|(?:just )?(?:one|a|1|two|2|five|5|a few) (?:moment|sec|second|seconds|secs|min|mins|minute|minutes)|let me (?:just )?(?:check|look|see|find|think|grab|get|dig|search)\b[^.,:;!?…@\d]{0,40}|give me (?:just )?(?:an?|one|some|two|five|\d) (?:time|moment|sec|second|secs|seconds|min|minute|mins|minutes)|i(?:['’]ll| will| need to| have to| must|['’]m going to| am going to) (?:just )?(?:check|look|find|search|go and|get my|have a look)\b[^.,:;!?…@\d]{0,40})(?:[\s,]*(?:please|a|just|one|moment|sec|second|min|minute|now|for|it|that|up|i need to|let me|check|look|find|see|give me|while i|first|ok|thanks|thank you)\b)*[\s.!…]*$/i,
  ],
];
